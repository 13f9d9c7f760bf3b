package dev.passback.adminui.tenant;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.form.Overlap;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.http.ShownOnce;
import dev.passback.adminui.page.Flash;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.Acted;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** {@code POST /tenants/:name/keys/:key/rotate}: makes a key that takes over, and lets the old one end after a while. */
public final class KeyRotateAction {

    private final TenantStore tenants;
    private final KeyStore keys;
    private final TenantPage page;
    private final ShownOnce shownOnce;
    private final Flashes flashes;

    public KeyRotateAction(TenantStore tenants, KeyStore keys, TenantPage page, ShownOnce shownOnce, Flashes flashes) {
        this.tenants = tenants;
        this.keys = keys;
        this.page = page;
        this.shownOnce = shownOnce;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        TenantAddress.find(ctx, tenants).compose(view -> rotate(ctx, view)).onFailure(ctx::fail);
    }

    private Future<Void> rotate(RoutingContext ctx, TenantView view) {
        String id = PathText.of(ctx, "key");
        Fields fields = new Fields(ctx.request(), "rotate-" + id);
        Optional<Overlap> overlap = Overlap.ofWord(fields.text("overlap"));
        if (overlap.isEmpty()) {
            fields.wrong("overlap", "Choose one of these.");
            return page.showAgain(ctx, view, fields.form());
        }
        TenantKey key = TenantKey.generate();
        return keys.rotate(view.tenant().id(), id, key, overlap.get().length(), Session.act(ctx, Optional.empty()))
                .compose(acted -> finish(ctx, view.tenant().name(), key, acted));
    }

    private Future<Void> finish(RoutingContext ctx, String tenant, TenantKey key, Acted acted) {
        return switch (acted) {
            case DONE -> {
                shownOnce.leadTo(ctx, NewKeyPage.address(tenant, key.id()), key.id(), key.text());
                yield Future.succeededFuture();
            }
            case NOTHING -> {
                flashes.say(ctx, Flash.NOT_ROTATED);
                Redirect.to(ctx, TenantAddress.of(tenant));
                yield Future.succeededFuture();
            }
            case NOT_THERE -> Future.failedFuture(new HttpException(404));
        };
    }
}
