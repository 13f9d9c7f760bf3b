package dev.passback.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Function;

/** How the servers beside Passback run: native transport, an event loop a core, a line on standard output when they listen. */
final class Servers {

    private Servers() {}

    /** Serves on 127.0.0.1 until the process is ended; {@code handler} is asked once on each event loop. */
    static void serve(int port, Function<Vertx, Handler<HttpServerRequest>> handler) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        int loops = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(() -> new Loop(port, handler), new DeploymentOptions().setInstances(loops))
                .onSuccess(deployed -> System.out.println("{\"port\":" + port + "}"))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    private static final class Loop extends VerticleBase {

        private final int port;
        private final Function<Vertx, Handler<HttpServerRequest>> handler;

        Loop(int port, Function<Vertx, Handler<HttpServerRequest>> handler) {
            this.port = port;
            this.handler = handler;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer().requestHandler(handler.apply(vertx)).listen(port, "127.0.0.1");
        }
    }
}
