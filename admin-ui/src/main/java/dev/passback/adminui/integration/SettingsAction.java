package dev.passback.adminui.integration;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.core.integration.Integration;
import dev.passback.db.Change;
import dev.passback.db.integration.IntegrationView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** {@code POST /integration/settings}: changes what people set of an integration. */
public final class SettingsAction {

    private final IntegrationAddress address;
    private final IntegrationPage page;
    private final Flashes flashes;

    SettingsAction(IntegrationAddress address, IntegrationPage page, Flashes flashes) {
        this.address = address;
        this.page = page;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        address.find(ctx).compose(view -> change(ctx, view)).onFailure(ctx::fail);
    }

    private Future<Void> change(RoutingContext ctx, IntegrationView view) {
        Fields fields = new Fields(ctx.request(), "settings");
        long version = fields.version();
        Optional<Integration> wanted = SettingsForm.read(fields, view.integration());
        if (wanted.isEmpty()) {
            page.showAgain(ctx, view, fields.form());
            return Future.succeededFuture();
        }
        return address.integrations()
                .change(wanted.get(), version, Session.act(ctx, Optional.empty()))
                .compose(change -> finish(ctx, view, fields, change));
    }

    private Future<Void> finish(RoutingContext ctx, IntegrationView view, Fields fields, Change change) {
        return switch (change) {
            case Change.Changed done -> back(ctx, view);
            case Change.Unchanged same -> back(ctx, view);
            case Change.Stale stale -> {
                fields.wrong(Form.WHOLE, Flash.STALE);
                page.showAgain(ctx, view, fields.form().with("version", stale.version()));
                yield Future.succeededFuture();
            }
            case Change.NotThere gone -> Future.failedFuture(new HttpException(404));
        };
    }

    private Future<Void> back(RoutingContext ctx, IntegrationView view) {
        flashes.say(ctx, Flash.SETTINGS_CHANGED);
        Redirect.to(ctx, IntegrationAddress.of(view));
        return Future.succeededFuture();
    }
}
