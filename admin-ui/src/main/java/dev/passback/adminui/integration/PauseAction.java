package dev.passback.adminui.integration;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.db.Change;
import dev.passback.db.integration.IntegrationView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code POST /integration/pause} and {@code /release}: lets what is posted wait, and lets it go. */
public final class PauseAction {

    private final IntegrationAddress address;
    private final IntegrationPage page;
    private final Flashes flashes;

    PauseAction(IntegrationAddress address, IntegrationPage page, Flashes flashes) {
        this.address = address;
        this.page = page;
        this.flashes = flashes;
    }

    public void pause(RoutingContext ctx) {
        address.find(ctx).compose(view -> pause(ctx, view)).onFailure(ctx::fail);
    }

    public void release(RoutingContext ctx) {
        address.find(ctx)
                .compose(view -> address.integrations()
                        .release(view.integration().ref(), Session.act(ctx, Optional.empty()))
                        .onSuccess(change -> back(ctx, view, change, Flash.INTEGRATION_RELEASED)))
                .onFailure(ctx::fail);
    }

    private Future<Void> pause(RoutingContext ctx, IntegrationView view) {
        Fields fields = new Fields(ctx.request(), "pause");
        String reason = fields.required("reason", "Nothing changed: say why, so that others know when to release it.");
        if (fields.areWrong()) {
            page.showAgain(ctx, view, fields.form());
            return Future.succeededFuture();
        }
        return address.integrations()
                .pause(view.integration().ref(), Session.act(ctx, Optional.of(reason)))
                .onSuccess(change -> back(ctx, view, change, Flash.PAUSED))
                .mapEmpty();
    }

    private void back(RoutingContext ctx, IntegrationView view, Change change, Flash done) {
        flashes.say(ctx, change instanceof Change.Changed ? done : Flash.SO_ALREADY);
        Redirect.to(ctx, IntegrationAddress.of(view));
    }
}
