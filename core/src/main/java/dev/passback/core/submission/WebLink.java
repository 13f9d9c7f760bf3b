package dev.passback.core.submission;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL that somebody else gave: text that may lead somewhere. Only http and https ever become a link, so that no
 * {@code javascript:} runs in a page of ours.
 *
 * @param text as it is shown
 * @param href where a click leads; nothing when it is no link
 * @param host whose site it is, as a browser would read it; the whole text when there is none
 */
public record WebLink(String text, Optional<String> href, String host) {

    // A browser ends the authority at a backslash too, and takes what stands after the last @ as the host.
    private static final Pattern WEB = Pattern.compile("(?i)https?://(?:[^/\\\\?#]*@)?([^/\\\\?#@]+)(?:[/\\\\?#].*)?");
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}]");

    public static WebLink of(String url) {
        Matcher web = WEB.matcher(url);
        return web.matches() && !BLANK.matcher(url).find()
                ? new WebLink(url, Optional.of(url), web.group(1))
                : new WebLink(url, Optional.empty(), url);
    }

    /** Whose site it is and no more: whoever has the rest of such an address may well read the result. It leads nowhere. */
    public static WebLink masked(String url) {
        WebLink whole = of(url);
        return whole.href.isPresent()
                ? new WebLink(url.split(":", 2)[0] + "://" + whole.host + "/•••", Optional.empty(), whole.host)
                : new WebLink("•••", Optional.empty(), "•••");
    }
}
