package dev.passback.adminui.staff;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /sign-out}: ends the session in the database too, so that a copied cookie is worth nothing. */
public final class SignOutAction {

    private final Session session;
    private final Flashes flashes;

    public SignOutAction(Session session, Flashes flashes) {
        this.session = session;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        session.end(ctx)
                .onSuccess(ended -> {
                    flashes.say(ctx, Flash.SIGNED_OUT);
                    Redirect.to(ctx, "/sign-in");
                })
                .onFailure(ctx::fail);
    }
}
