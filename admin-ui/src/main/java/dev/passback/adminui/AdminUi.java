package dev.passback.adminui;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;

/** The pages. */
public final class AdminUi {
    private AdminUi() {}

    public static Router router(Vertx vertx, Pool pool, UiSettings settings) {
        return Router.router(vertx);
    }
}
