package dev.passback.gateway;

import dev.passback.adminui.AdminUi;
import dev.passback.adminui.UiSettings;
import dev.passback.core.credential.SealingKeys;
import dev.passback.db.Database;
import dev.passback.db.live.LiveFeed;
import dev.passback.gateway.credential.SealingKeyFile;
import dev.passback.gateway.delivery.Loop;
import dev.passback.gateway.http.Problems;
import dev.passback.gateway.http.RequestForm;
import dev.passback.gateway.http.SlowRequests;
import dev.passback.gateway.ops.LoopLag;
import dev.passback.gateway.ops.OpsServer;
import dev.passback.gateway.ops.Readiness;
import dev.passback.gateway.ops.Registry;
import dev.passback.gateway.tls.CertificateReload;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running program, built by hand: the chosen roles and their servers. {@link #stop} drains: no new work, what runs is settled,
 * then all is closed, within a deadline.
 */
public final class Node {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.node");
    private static final Duration CERTIFICATE_PAUSE = Duration.ofSeconds(1);
    private static final int UI_CONNECTIONS = 4;
    private static final int UI_IDLE_SECONDS = 120;
    private static final int GATEWAY_CONNECTIONS = 4;
    private static final Duration SEALING_KEYS_PAUSE = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Config config;
    private final List<HttpServer> servers = new ArrayList<>();
    private final Readiness readiness;
    private final Pool opsPool;
    private final Optional<Loop> sealingKeys;
    private @Nullable GatewayRole gateway;
    private Optional<Loop> certificate = Optional.empty();
    private Optional<LiveFeed> feed = Optional.empty();
    private int apiPort;
    private int uiPort;
    private int opsPort;

    private Node(Vertx vertx, Config config) {
        this.vertx = vertx;
        this.config = config;
        this.opsPool = Database.openForOperations(vertx, config.database());
        this.readiness = new Readiness(opsPool);
        this.sealingKeys = config.sealing().flatMap(this::follow);
    }

    private Optional<Loop> follow(SealingKeys keys) {
        return config.keys()
                .sealingFile()
                .map(file -> new SealingKeyFile(vertx, file, keys))
                .map(file -> new Loop(vertx, "sealing keys", SEALING_KEYS_PAUSE, file::follow));
    }

    /** The engine room: native transport where there is one; its pools are measured. */
    public static Vertx vertx(PrometheusMeterRegistry registry) {
        return Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true).setMetricsOptions(Registry.poolsOnly()))
                .withMetrics(Registry.pools(registry))
                .build();
    }

    /** Starts the roles that the config names; succeeds when all servers listen. */
    public static Future<Node> start(Vertx vertx, Config config) {
        return start(vertx, config, Registry.create());
    }

    /** Likewise, with what is measured in this registry. */
    public static Future<Node> start(Vertx vertx, Config config, PrometheusMeterRegistry registry) {
        Node node = new Node(vertx, config);
        node.sealingKeys.ifPresent(Loop::start);
        return node.startGateway(registry)
                .compose(done -> node.startUi())
                .map(done -> node.watchCertificate())
                .compose(watched -> node.listen(
                        new OpsServer(vertx, node.readiness, registry).create(),
                        config.listening().ports().ops()))
                .map(port -> {
                    node.opsPort = port;
                    return node;
                })
                .recover(
                        failure -> node.stop(Duration.ofSeconds(1)).transform(stopped -> Future.failedFuture(failure)));
    }

    private Future<Void> startGateway(PrometheusMeterRegistry registry) {
        if (!config.roles().contains(Config.Role.GATEWAY)) {
            return Future.succeededFuture();
        }
        Pool pool = Database.open(vertx, config.database(), GATEWAY_CONNECTIONS);
        GatewayRole role = new GatewayRole(vertx, pool, config, registry);
        gateway = role;
        role.start();
        LoopLag.measure(vertx, registry);
        return listen(role.apiServer(), config.listening().ports().api()).map(port -> {
            apiPort = port;
            return null;
        });
    }

    private Future<Void> startUi() {
        if (!config.roles().contains(Config.Role.UI)) {
            return Future.succeededFuture();
        }
        Pool pool = Database.openForPages(vertx, config.uiDatabase().orElse(config.database()), UI_CONNECTIONS);
        HttpServerOptions options =
                config.listening().entrance().secure(new HttpServerOptions().setIdleTimeout(UI_IDLE_SECONDS));
        SlowRequests slow = new SlowRequests(vertx);
        LiveFeed live = new LiveFeed(vertx, config.uiDatabase().orElse(config.database()));
        feed = Optional.of(live);
        Optional<Pool> replica = config.uiLists().map(there -> Database.openForPages(vertx, there, UI_CONNECTIONS));
        Router pages = AdminUi.router(vertx, pool, replica, live, uiSettings());
        pages.route().order(-2).handler(RequestForm::require);
        pages.route().order(-1).handler(slow);
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(slow::watch)
                .requestHandler(pages)
                .invalidRequestHandler(Problems::malformed);
        return listen(server, config.listening().ports().ui()).map(port -> {
            uiPort = port;
            return null;
        });
    }

    /** Operations stay plain: their port is not for the outside. */
    private Node watchCertificate() {
        List<HttpServer> secured = List.copyOf(servers);
        certificate = config.listening().entrance().tls().map(tls -> {
            LOGGER.atInfo().addKeyValue("until", tls.pair().until()).log("API and pages speak TLS");
            CertificateReload reload = new CertificateReload(
                    vertx,
                    tls,
                    options -> Future.join(secured.stream()
                                    .map(server -> server.updateSSLOptions(options))
                                    .toList())
                            .mapEmpty());
            return new Loop(vertx, "certificate", CERTIFICATE_PAUSE, reload::look);
        });
        certificate.ifPresent(Loop::start);
        return this;
    }

    private UiSettings uiSettings() {
        Config.Listening listening = config.listening();
        return new UiSettings(
                listening.secureCookies(),
                listening.publicApi(),
                listening.entrance().proxies(),
                config.sealing(),
                config.provider());
    }

    private Future<Integer> listen(HttpServer server, int port) {
        servers.add(server);
        return server.listen(port, config.listening().host())
                .map(HttpServer::actualPort)
                .recover(taken -> Future.failedFuture(new IllegalStateException("port " + port + " on "
                        + config.listening().host() + " cannot be listened on: " + taken.getMessage())));
    }

    /** Says that it will stop to whoever asks whether it is ready, and goes on for so long. */
    public Future<Void> giveNotice(Duration length) {
        readiness.stop();
        if (length.isZero()) {
            return Future.succeededFuture();
        }
        LOGGER.atInfo().addKeyValue("seconds", length.toMillis() / 1e3).log("will stop: not ready any more");
        return vertx.timer(length.toMillis()).mapEmpty();
    }

    /** Drains and closes within about the deadline; what is not settled by then is taken over by another node, marked. */
    public Future<Void> stop(Duration deadline) {
        readiness.stop();
        certificate.ifPresent(Loop::stop);
        LOGGER.atInfo().log("stopping: no new work, running calls are settled");
        sealingKeys.ifPresent(Loop::stop);
        feed.ifPresent(LiveFeed::close);
        Future<Void> drained = gateway == null ? Future.succeededFuture() : gateway.drain();
        long limit = deadline.toMillis();
        return Future.join(drained.timeout(limit, TimeUnit.MILLISECONDS), shutDown(limit))
                .onFailure(late -> LOGGER.atWarn().log("not everything was settled in time"))
                .transform(done -> opsPool.close())
                .transform(closed -> gateway == null ? Future.succeededFuture() : gateway.close());
    }

    /** No new connection; requests under way are answered first. */
    private Future<?> shutDown(long limit) {
        return Future.join(servers.stream()
                .map(server -> server.shutdown(limit, TimeUnit.MILLISECONDS))
                .toList());
    }

    /** The ports listened on; 0 for a role that does not run here. */
    public int apiPort() {
        return apiPort;
    }

    public int uiPort() {
        return uiPort;
    }

    public int opsPort() {
        return opsPort;
    }
}
