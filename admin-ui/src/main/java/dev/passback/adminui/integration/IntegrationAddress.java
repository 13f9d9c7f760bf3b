package dev.passback.adminui.integration;

import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.db.integration.IntegrationView;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/**
 * Where an integration's page is, and which one an address is about. An id may hold whatever stands in a header, so it is a
 * parameter and not a part of the path.
 */
record IntegrationAddress(TenantStore tenants, IntegrationSettings integrations) {

    static String of(IntegrationView view) {
        return of("/integration", view);
    }

    /** Where a form of its page goes. */
    static String of(String path, IntegrationView view) {
        return path + "?tenant=" + PathText.encoded(view.tenant()) + "&id="
                + PathText.encoded(view.integration().ref().id());
    }

    /** Its submissions, those that match this too. */
    static String submissions(IntegrationView view, String query) {
        return "/submissions?view=all&q=" + PathText.encoded((search(view) + " " + query).strip());
    }

    /** As one searches for it; in quotes, because an id may hold what means something in a search. */
    static String search(IntegrationView view) {
        String id = view.integration().ref().id();
        return "integration:" + (id.matches("[\\w.:-]+") ? id : '"' + id.replace("\"", "") + '"');
    }

    /** The integration of {@code ?tenant=…&id=…}; a 404 when there is none that the person may see. */
    Future<IntegrationView> find(RoutingContext ctx) {
        String tenant = PathText.parameter(ctx, "tenant").orElseThrow(() -> new HttpException(404));
        String id = PathText.parameter(ctx, "id").orElseThrow(() -> new HttpException(404));
        return tenants.view(tenant, Session.of(ctx).tenants())
                .map(found -> found.orElseThrow(() -> new HttpException(404)))
                .compose(view ->
                        integrations.find(new IntegrationRef(view.tenant().id(), id)))
                .map(found -> found.orElseThrow(() -> new HttpException(404)));
    }
}
