package dev.passback.adminui.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A place within these pages, to which a person is sent. */
public record LocalPath(String text) {

    public static final LocalPath START = new LocalPath("/");

    // "//host" and "/\host" lead to other sites.
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]{0,2000}");

    /** The place that a text names; the start page when it leads anywhere else. */
    public static LocalPath of(String text) {
        boolean local = LOCAL.matcher(text).matches() && !text.startsWith("/sign-");
        return local ? new LocalPath(text) : START;
    }

    /** The sign-in page that leads on to here. */
    public String signIn() {
        return equals(START) ? "/sign-in" : "/sign-in?to=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
