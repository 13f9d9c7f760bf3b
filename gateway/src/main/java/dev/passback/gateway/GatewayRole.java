package dev.passback.gateway;

import dev.passback.core.credential.OpeningKeys;
import dev.passback.db.Database;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.db.delivery.SlotStore;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.db.submission.IdempotencyStore;
import dev.passback.db.submission.SubmissionActions;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionStore;
import dev.passback.db.submission.TenantSubmissions;
import dev.passback.db.tenant.TenantStore;
import dev.passback.gateway.api.ApiServer;
import dev.passback.gateway.credential.Vault;
import dev.passback.gateway.delivery.DeliveryAttempt;
import dev.passback.gateway.delivery.DeliveryLoop;
import dev.passback.gateway.delivery.DeliveryReports;
import dev.passback.gateway.delivery.LeaseSweeper;
import dev.passback.gateway.delivery.Loop;
import dev.passback.gateway.delivery.SlotLoop;
import dev.passback.gateway.delivery.Slots;
import dev.passback.gateway.delivery.Waiters;
import dev.passback.gateway.http.Authentication;
import dev.passback.gateway.integration.IntegrationCache;
import dev.passback.gateway.ops.Metrics;
import dev.passback.gateway.submission.ResultLinkApi;
import dev.passback.gateway.submission.SubmissionActApi;
import dev.passback.gateway.submission.SubmissionApi;
import dev.passback.gateway.upstream.OutboundAddresses;
import dev.passback.gateway.upstream.kombo.KomboConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.sqlclient.Pool;
import java.time.Duration;

/** The role gateway: API and delivery engine on one pool. */
final class GatewayRole {

    private static final int LIST_CONNECTIONS = 2;
    private static final int MONTHS_AHEAD = 3;
    private static final int MOST_FORGOTTEN = 50_000;
    private static final Duration MAINTENANCE_PAUSE = Duration.ofHours(1);
    private static final Duration WATCH_PAUSE = Duration.ofSeconds(10);
    private static final Duration IDLE_LOOK = Duration.ofMillis(20);

    private final Pool pool;
    private final Pool lists;
    private final DeliveryLoop delivery;
    private final SlotLoop slotLoop;
    private final LeaseSweeper sweeper;
    private final Loop maintenance;
    private final Loop watch;
    private final HttpServer api;
    private final Vertx vertx;
    private final Slots slots = new Slots();
    private final Waiters waiters = new Waiters();

    GatewayRole(Vertx vertx, Pool pool, Config config, Metrics metrics) {
        this.vertx = vertx;
        this.pool = pool;
        this.lists = Database.openForLists(vertx, config.database(), LIST_CONNECTIONS);
        String node = NodeName.current();
        IntegrationStore integrationStore = new IntegrationStore(pool);
        OpeningKeys opening = config.opening().orElseThrow();
        DeliveryQueue queue = new DeliveryQueue(pool, node);
        IntegrationCache integrations = new IntegrationCache(integrationStore);
        this.slotLoop = new SlotLoop(vertx, new SlotStore(pool, node), integrations, slots);
        DeliveryAttempt attempts = new DeliveryAttempt(
                vertx,
                queue,
                new Vault(integrationStore, opening),
                new KomboConnector(vertx, new OutboundAddresses(vertx, config.allowedPrivateHosts())),
                new DeliveryReports(waiters, metrics, slotLoop));
        metrics.inFlight(slots::inFlight);
        this.delivery = new DeliveryLoop(vertx, queue, integrations, slots, attempts);
        this.sweeper = new LeaseSweeper(vertx, queue, integrations, attempts);
        this.maintenance = new Loop(
                vertx,
                "maintenance",
                MAINTENANCE_PAUSE,
                () -> Database.makePartitions(pool, MONTHS_AHEAD)
                        .compose(made -> new IdempotencyStore(pool).forgetOld(MOST_FORGOTTEN))
                        .mapEmpty());
        this.watch = new Loop(
                vertx,
                "watch",
                WATCH_PAUSE,
                () -> queue.oldestDueSeconds().onSuccess(metrics::oldestDue).mapEmpty());
        SubmissionHistory history = new SubmissionHistory(pool);
        ResultLinkApi.Engine engine = new ResultLinkApi.Engine(
                new SubmissionStore(pool, node), history, integrations, slots, delivery, waiters);
        this.api = new ApiServer(
                        vertx,
                        new Authentication(new TenantStore(pool)),
                        new ResultLinkApi(vertx, engine, new IdempotencyStore(pool), metrics),
                        new SubmissionApi(history, new TenantSubmissions(lists)),
                        new SubmissionActApi(history, new SubmissionActions(pool)))
                .create();
    }

    void start() {
        slotLoop.start(delivery::wake);
        delivery.start();
        sweeper.start();
        maintenance.start();
        watch.start();
    }

    HttpServer apiServer() {
        return api;
    }

    /** No new claim; succeeds when what runs is settled and no caller waits any more. */
    Future<Void> drain() {
        return Future.join(delivery.stop(), sweeper.stop(), maintenance.stop(), watch.stop())
                .compose(stopped -> idle())
                .compose(idle -> slotLoop.stop())
                .onSuccess(idle -> waiters.release());
    }

    private Future<Void> idle() {
        return slots.inFlight() == 0
                ? Future.succeededFuture()
                : vertx.timer(IDLE_LOOK.toMillis()).compose(later -> idle());
    }

    Future<Void> close() {
        return pool.close().transform(closed -> lists.close());
    }
}
