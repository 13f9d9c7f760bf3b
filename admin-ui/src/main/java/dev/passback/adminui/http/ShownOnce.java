package dev.passback.adminui.http;

import dev.passback.core.credential.Secret;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries a new key or secret over the redirect after the form that made it, to the one page that shows it: in a cookie that no script can
 * read and that is gone once the page was made. So it is shown once, to the browser that asked for it, and a reload makes no other.
 */
public record ShownOnce(Cookies cookies) {

    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final String BETWEEN = ":";

    /**
     * Leads to the page that shows it.
     *
     * @param id of what it belongs to, without a colon
     */
    public void leadTo(RoutingContext ctx, String page, String id, Secret made) {
        cookies.set(ctx, Cookies.Name.NEW_SECRET, id + BETWEEN + made.reveal(), LIFE);
        Redirect.to(ctx, page);
    }

    /** The one of this thing, if it was made a moment ago and was not shown yet. */
    public Optional<Secret> take(RoutingContext ctx, String id) {
        Optional<String> carried = cookies.read(ctx, Cookies.Name.NEW_SECRET);
        carried.ifPresent(text -> cookies.remove(ctx, Cookies.Name.NEW_SECRET));
        return carried.filter(text -> text.startsWith(id + BETWEEN))
                .map(text -> new Secret(text.substring(id.length() + BETWEEN.length())));
    }
}
