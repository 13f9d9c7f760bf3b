package dev.passback.adminui.staff.provider;

import dev.passback.adminui.http.Cookies;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Where a browser goes to end its session at the provider too. */
public final class ProviderSignOut {

    private static final String HERE = "/sign-in";

    private final Provider provider;
    private final Cookies cookies;

    public ProviderSignOut(Provider provider, Cookies cookies) {
        this.provider = provider;
        this.cookies = cookies;
    }

    /** The provider's page for that; our own sign-in where it has none or does not answer. Forgets the ID token. */
    public Future<String> address(RoutingContext ctx) {
        Optional<String> token = cookies.read(ctx, Cookies.Name.HINT);
        cookies.remove(ctx, Cookies.Name.HINT);
        return provider.signOutAddress(token).map(there -> there.orElse(HERE)).otherwise(HERE);
    }
}
