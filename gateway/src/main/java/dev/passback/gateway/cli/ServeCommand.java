package dev.passback.gateway.cli;

import dev.passback.db.Migrations;
import dev.passback.db.Migrations.MigrationFailedException;
import dev.passback.gateway.Config;
import dev.passback.gateway.Environment;
import dev.passback.gateway.Node;
import dev.passback.gateway.Shutdown;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
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
            "Settings (each also as NAME_FILE, a file that holds the value):",
            "  PASSBACK_DATABASE_URL           postgresql://user:password@host:port/database",
            "  PASSBACK_UI_DATABASE_URL        the same for the pages, as a role that may do less",
            "  PASSBACK_ROLES                  gateway,ui (both by default)",
            "  PASSBACK_SEALING_KEYS_FILE      public keys of ./passback secrets init",
            "  PASSBACK_OPENING_KEYS_FILE      private keys; needed by the role gateway; or instead:",
            "  PASSBACK_OPENING_KEYS_COMMAND   a command that prints them, such as a vault's; no shell is between",
            "  PASSBACK_OPENING_KEYS_KMS_URI   the key of a key service that they are encrypted with, if they are",
            "  PASSBACK_API_PORT 8080, PASSBACK_UI_PORT 8081, PASSBACK_OPS_PORT 9090",
            "  PASSBACK_BIND_ADDRESS           0.0.0.0",
            "  PASSBACK_TLS_CERT_FILE, PASSBACK_TLS_KEY_FILE",
            "                                  PEM: TLS for API and pages; replaced files are used within seconds",
            "  PASSBACK_TRUSTED_PROXIES        addresses and ranges whose Forwarded headers are believed",
            "  PASSBACK_PUBLIC_API_URL         where tenants reach the API, with its /v1",
            "  PASSBACK_SECURE_COOKIES         true where browsers speak https to a proxy that does not say so",
            "  PASSBACK_ALLOWED_PRIVATE_HOSTS  upstream hosts that may be private and without TLS",
            "  PASSBACK_UPSTREAM_CA_FILE       PEM: further authorities that may vouch for upstreams"
        })
public final class ServeCommand implements Callable<Integer> {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.node");
    private static final Duration DRAIN = Duration.ofSeconds(25);
    private static final int DATABASE_TRIES = 30;

    @Option(names = "--json", description = "say with one JSON object when it is ready")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Config config = Config.read(new Environment(System.getenv()));
        checkSchema(config);
        Shutdown shutdown = new Shutdown();
        Vertx vertx = Node.vertx();
        Node node;
        try {
            node = Node.start(vertx, config).await(60, TimeUnit.SECONDS);
        } catch (Exception failed) {
            // its threads would keep the process alive
            vertx.close();
            throw failed;
        }
        shutdown.then(() -> node.stop(DRAIN));
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
    private static void checkSchema(Config config) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                if (Migrations.pending(config.database()) > 0) {
                    throw new CommandFailure("the database's schema is behind this version; run: ./passback migrate");
                }
                return;
            } catch (MigrationFailedException away) {
                if (tried == DATABASE_TRIES) {
                    throw away;
                }
                LOGGER.atWarn().addKeyValue("error", away.getMessage()).log("waiting for the database");
                TimeUnit.SECONDS.sleep(2);
            }
        }
    }
}
