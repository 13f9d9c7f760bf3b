package dev.passback.adminui.tenant;

import dev.passback.adminui.http.Cookies;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Redirect;
import dev.passback.core.credential.Secret;
import dev.passback.core.tenant.TenantKey;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries a new key over the redirect after the form that made it, to the one page that shows it: in a cookie that no script can
 * read and that is gone once the page was made. So it is shown once, to the browser that asked for it, and a reload makes no other.
 */
public record NewKeys(Cookies cookies) {

    private static final Duration LIFE = Duration.ofMinutes(1);

    void leadTo(RoutingContext ctx, String tenant, TenantKey key) {
        cookies.set(ctx, Cookies.Name.NEW_KEY, key.text().reveal(), LIFE);
        Redirect.to(ctx, TenantAddress.of(tenant) + "/keys/" + PathText.encoded(key.id()));
    }

    /** The key with this id, if it was made a moment ago and was not shown yet. */
    Optional<Secret> take(RoutingContext ctx, String id) {
        Optional<String> carried = cookies.read(ctx, Cookies.Name.NEW_KEY);
        carried.ifPresent(text -> cookies.remove(ctx, Cookies.Name.NEW_KEY));
        return carried.flatMap(TenantKey::parse)
                .filter(key -> key.id().equals(id))
                .map(TenantKey::text);
    }
}
