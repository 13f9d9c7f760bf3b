package dev.passback.gateway.cli;

import dev.passback.gateway.Config;
import dev.passback.gateway.Shutdown;
import dev.passback.gateway.demo.Demo;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: all in one, with data to look at. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Run everything on this machine: a database of its own, an upstream to try things with, the API and the pages.",
        footer = {"", "Stop it with Ctrl-C; what it holds is there again at the next start."})
public final class DemoCommand implements Callable<Integer> {

    private static final Duration DRAIN = Duration.ofSeconds(10);

    @Option(names = "--json", description = "say with one JSON object when it is ready")
    private boolean json;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "added to the ports 8080 (API), 8081 (pages), 9090 (operations), 8090 (sandbox)",
            defaultValue = "0")
    private int portOffset;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where it keeps its data; .passback/demo beside the program by default")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        Shutdown shutdown = new Shutdown(Config.Stopping.DEADLINE);
        Demo demo = Demo.start(folder(), portOffset, step -> System.err.println(step + " …"));
        shutdown.then(() -> demo.stop(DRAIN));
        Terminal.print(json, object(demo.address()), text(demo.address()));
        shutdown.await();
        return 0;
    }

    private Path folder() {
        if (data != null) {
            return data;
        }
        String home = Optional.ofNullable(System.getenv("PASSBACK_HOME")).orElse("");
        return Path.of(home, ".passback", portOffset == 0 ? "demo" : "demo-" + portOffset);
    }

    private static JsonObject object(Demo.Address at) {
        return new JsonObject()
                .put("api", at.api())
                .put("ui", at.ui())
                .put("ops", at.ops())
                .put("sandbox", at.sandbox())
                .put("databaseUrl", at.databaseUrl())
                .put("key", at.key())
                .put("integration", at.integration())
                .put("staff", new JsonObject().put("name", at.staffName()).put("password", at.staffPassword()))
                .put("pid", ProcessHandle.current().pid());
    }

    private static String text(Demo.Address at) {
        return """

                Passback is ready.

                  Pages       %s   sign in as %s, password %s
                  API         %s   described at %s
                  Operations  %s/readyz, /metrics
                  Sandbox     %s   an upstream that misbehaves on request
                  Key         %s

                Send a first result link:

                curl -sS %s/ats/candidates/8Xi6iZrwusZqJmDGXs49GBmJ/result-links \\
                  -H 'Authorization: Bearer %s' \\
                  -H 'X-Integration-Id: %s' \\
                  -H 'Content-Type: application/json' \\
                  -d '{"label":"Assessment Result","url":"https://example.com/test-results/1"}'

                Stop it with Ctrl-C.""".formatted(
                        at.ui(),
                        at.staffName(),
                        at.staffPassword(),
                        at.api(),
                        at.api().replaceFirst("/v1$", "/docs"),
                        at.ops(),
                        at.sandbox(),
                        at.key(),
                        at.api(),
                        at.key(),
                        at.integration());
    }
}
