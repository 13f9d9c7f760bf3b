package dev.passback.gateway.api;

import dev.passback.gateway.ops.Build;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

/** The contract at {@code /openapi.yaml}, and as a page to read and try at {@code /docs}; all from the program itself. */
final class Contract {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private Contract() {}

    static void mount(Vertx vertx, Router router) {
        Buffer contract = vertx.fileSystem().readFileBlocking("openapi.yaml");
        Buffer page = vertx.fileSystem().readFileBlocking("docs/index.html");
        Buffer script = vertx.fileSystem().readFileBlocking("docs/docs.js");
        router.get("/openapi.yaml").handler(ctx -> send(ctx, "application/yaml", contract));
        router.get("/docs").handler(ctx -> send(ctx, "text/html; charset=utf-8", page));
        router.get("/docs/docs.js").handler(ctx -> send(ctx, "text/javascript; charset=utf-8", script));
        router.get("/docs/assets/*")
                .handler(StaticHandler.create(FileSystemAccess.RELATIVE, webJar())
                        .setIndexPage("none"));
    }

    private static void send(RoutingContext ctx, String type, Buffer body) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body);
    }

    private static String webJar() {
        return "META-INF/resources/webjars/swagger-ui/" + Build.current().swaggerUi();
    }
}
