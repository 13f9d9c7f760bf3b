package dev.passback.adminui.staff;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.adminui.staff.provider.ProviderSignOut;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * {@code POST /sign-out}: ends the session in the database too, so that a copied cookie is worth nothing; and the one at the
 * OpenID provider, for whoever came from there.
 */
public final class SignOutAction {

    private final Session session;
    private final Flashes flashes;
    private final Optional<ProviderSignOut> provider;

    public SignOutAction(Session session, Flashes flashes, Optional<ProviderSignOut> provider) {
        this.session = session;
        this.flashes = flashes;
        this.provider = provider;
    }

    public void submit(RoutingContext ctx) {
        boolean byProvider = Session.of(ctx).byProvider();
        session.end(ctx)
                .compose(ended -> provider.filter(there -> byProvider)
                        .map(there -> there.address(ctx))
                        .orElseGet(() -> Future.succeededFuture("/sign-in")))
                .onSuccess(address -> {
                    flashes.say(ctx, Flash.SIGNED_OUT);
                    Redirect.to(ctx, address);
                })
                .onFailure(ctx::fail);
    }
}
