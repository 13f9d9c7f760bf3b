package dev.passback.gateway.cli;

import dev.passback.db.Database;
import dev.passback.db.Failures;
import dev.passback.db.SchemaVersion;
import dev.passback.gateway.Config;
import dev.passback.gateway.Node;
import dev.passback.gateway.Shutdown;
import dev.passback.gateway.ops.Registry;
import dev.passback.gateway.settings.Given;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}: the real thing. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run Passback against the database of PASSBACK_DATABASE_URL until it is asked to stop.",
        footer = {
            "",
            "It needs PASSBACK_DATABASE_URL and, for the role gateway, PASSBACK_OPENING_KEYS_FILE.",
            "All settings, each with what it does:  ./passback config --manual",
            "What is in force, and what is wrong:   ./passback config"
        })
public final class ServeCommand implements Callable<Integer> {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.node");
    private static final int DATABASE_TRIES = 30;
    private static final int DATABASE_SECONDS = 10;

    @Option(names = "--json", description = "say with one JSON object when it is ready")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Config config = Config.read(Given.of(System.getenv()));
        Shutdown shutdown = new Shutdown(config.stop().whole());
        PrometheusMeterRegistry registry = Registry.create(config.traces().isPresent());
        Vertx vertx = Node.vertx(registry);
        Node node;
        try {
            checkSchema(vertx, config);
            node = Node.start(vertx, config, registry).await(60, TimeUnit.SECONDS);
        } catch (Exception failed) {
            // its threads would keep the process alive
            vertx.close();
            throw failed;
        }
        shutdown.then(() -> node.giveNotice(config.stop().notice())
                .compose(heard -> node.stop(config.stop().deadline())));
        ready(config, node);
        shutdown.await();
        return 0;
    }

    private void ready(Config config, Node node) {
        LOGGER.atInfo()
                .addKeyValue("api", node.apiPort())
                .addKeyValue("ui", node.uiPort())
                .addKeyValue("ops", node.opsPort())
                .log("ready");
        if (json) {
            JsonObject urls = new JsonObject();
            String scheme = config.listening().entrance().tls().isPresent() ? "https" : "http";
            if (config.roles().contains(Config.Role.GATEWAY)) {
                urls.put("api", scheme + "://127.0.0.1:" + node.apiPort() + "/v1");
            }
            if (config.roles().contains(Config.Role.UI)) {
                urls.put("ui", scheme + "://127.0.0.1:" + node.uiPort());
            }
            urls.put("ops", "http://127.0.0.1:" + node.opsPort())
                    .put("pid", ProcessHandle.current().pid());
            Terminal.print(true, urls, "");
        }
    }

    /** A database that starts later than we do is waited for; a schema that is behind is for a person to change. */
    private static void checkSchema(Vertx vertx, Config config) throws Exception {
        Pool pool = Database.openForCommand(vertx, config.database());
        for (int tried = 1; ; tried++) {
            try {
                if (!SchemaVersion.isCurrent(pool).await(DATABASE_SECONDS, TimeUnit.SECONDS)) {
                    throw new CommandFailure("the database's schema is behind this version; run: ./passback migrate");
                }
                pool.close();
                return;
            } catch (Exception away) {
                if (tried == DATABASE_TRIES || !Failures.isUnavailable(away)) {
                    throw away;
                }
                LOGGER.atWarn().addKeyValue("error", away.getMessage()).log("waiting for the database");
                TimeUnit.SECONDS.sleep(2);
            }
        }
    }
}
