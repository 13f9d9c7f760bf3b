package dev.passback.gateway.cli;

import dev.passback.gateway.Config;
import dev.passback.gateway.Environment;
import dev.passback.gateway.Shutdown;
import dev.passback.gateway.sandbox.Sandbox;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sandbox}: an upstream to try things with. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "Run an upstream that speaks Kombo's API, remembers what it got and misbehaves on request.")
public final class SandboxCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "0 means any that is free; PASSBACK_SANDBOX_PORT or 8090 by default")
    private @Nullable Integer port;

    @Option(names = "--json", description = "answer with one JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Environment environment = Environment.current();
        int chosen = port != null ? port : environment.port("PASSBACK_SANDBOX_PORT", Config.Ports.SANDBOX);
        environment.complain();
        Vertx vertx = Vertx.vertx();
        Shutdown shutdown = new Shutdown(Config.Stopping.DEADLINE);
        Sandbox sandbox = start(vertx, chosen);
        shutdown.then(sandbox::close);
        Terminal.print(
                json,
                new JsonObject()
                        .put("sandbox", sandbox.baseUrl())
                        .put("pid", ProcessHandle.current().pid()),
                "The sandbox upstream is at " + sandbox.baseUrl() + " (any key: ks_dev_sandbox).");
        shutdown.await();
        return 0;
    }

    private static Sandbox start(Vertx vertx, int port) throws Exception {
        try {
            return Sandbox.start(vertx, port).await(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            vertx.close();
            if (failed instanceof BindException) {
                throw new CommandFailure("port " + port + " is taken; choose another with --port");
            }
            throw failed;
        }
    }
}
