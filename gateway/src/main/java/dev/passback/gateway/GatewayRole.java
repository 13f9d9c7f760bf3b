package dev.passback.gateway;

import dev.passback.db.Database;
import dev.passback.db.audit.AuditLog;
import dev.passback.db.credential.CredentialStore;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.db.delivery.EndedLeases;
import dev.passback.db.delivery.QueueWatch;
import dev.passback.db.delivery.SlotStore;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.db.job.JobBatch;
import dev.passback.db.job.JobQueue;
import dev.passback.db.job.Selection;
import dev.passback.db.limit.AllowanceStore;
import dev.passback.db.live.Changes;
import dev.passback.db.staff.StaffAccounts;
import dev.passback.db.submission.IdempotencyStore;
import dev.passback.db.submission.SubmissionActions;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionStates;
import dev.passback.db.submission.SubmissionStore;
import dev.passback.db.submission.TenantSubmissions;
import dev.passback.db.submission.TestLinks;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.webhook.WebhookQueue;
import dev.passback.db.webhook.WebhookStore;
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
import dev.passback.gateway.http.AnswerCount;
import dev.passback.gateway.http.Authentication;
import dev.passback.gateway.http.RequestOrigin;
import dev.passback.gateway.http.SelfUrl;
import dev.passback.gateway.integration.IntegrationCache;
import dev.passback.gateway.job.JobLoop;
import dev.passback.gateway.job.JobWork;
import dev.passback.gateway.limit.Allowances;
import dev.passback.gateway.limit.DayLimit;
import dev.passback.gateway.limit.RateLimit;
import dev.passback.gateway.manage.AuditApi;
import dev.passback.gateway.manage.IntegrationActApi;
import dev.passback.gateway.manage.IntegrationApi;
import dev.passback.gateway.manage.ManagementAuthentication;
import dev.passback.gateway.manage.ManagementRoutes;
import dev.passback.gateway.manage.Sealer;
import dev.passback.gateway.manage.StaffApi;
import dev.passback.gateway.manage.TenantApi;
import dev.passback.gateway.manage.TenantKeyApi;
import dev.passback.gateway.manage.TenantNames;
import dev.passback.gateway.manage.TestRun;
import dev.passback.gateway.manage.WebhookActApi;
import dev.passback.gateway.manage.WebhookApi;
import dev.passback.gateway.ops.Metrics;
import dev.passback.gateway.ops.QueueGauges;
import dev.passback.gateway.submission.ResultLinkApi;
import dev.passback.gateway.submission.SubmissionActApi;
import dev.passback.gateway.submission.SubmissionApi;
import dev.passback.gateway.tenant.KeyRing;
import dev.passback.gateway.trace.Tracing;
import dev.passback.gateway.upstream.OutboundAddresses;
import dev.passback.gateway.upstream.kombo.KomboConnector;
import dev.passback.gateway.webhook.WebhookLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The role gateway: API and delivery engine. What the hot path writes, and long lists, have connections of their own. */
final class GatewayRole {

    private static final int LIST_CONNECTIONS = 2;
    private static final int BATCH_CONNECTIONS = 6;
    private static final Duration WATCH_PAUSE = Duration.ofSeconds(10);
    private static final Duration ASK_PAUSE = Duration.ofMillis(500);
    private static final Duration KEYS_PAUSE = Duration.ofMillis(300);
    private static final Duration USES_PAUSE = Duration.ofSeconds(20);
    private static final Duration TIDY_PAUSE = Duration.ofSeconds(1);
    private static final Duration IDLE_LOOK = Duration.ofMillis(20);

    private final Vertx vertx;
    private final Pool pool;
    private final Pool lists;
    private final Pool batches;
    private final String node = NodeName.current();
    private final Metrics metrics;
    private final QueueGauges gauges;
    private final Tracing tracing;
    private final Slots slots = new Slots();
    private final Waiters waiters = new Waiters();
    private final KeyRing keys;
    private final IntegrationCache integrations;
    private final Allowances allowances;
    private final DeliveryLoop delivery;
    private final SlotLoop slotLoop;
    private final List<Loop> aside;
    private final LeaseSweeper sweeper;
    private final JobLoop jobs;
    private final WebhookLoop webhooks;
    private final Changes changes;
    private final HttpServer api;
    private volatile boolean draining;

    GatewayRole(Vertx vertx, Pool pool, Config config, MeterRegistry registry) {
        this.vertx = vertx;
        this.pool = pool;
        this.metrics = new Metrics(registry);
        this.gauges = new QueueGauges(registry);
        this.tracing = Tracing.of(config.traces(), node);
        this.lists = Database.openForLists(vertx, config.database(), LIST_CONNECTIONS);
        this.batches = Database.openForBatches(vertx, config.database(), BATCH_CONNECTIONS);
        this.changes = new Changes(vertx, pool);
        this.keys = new KeyRing(pool);
        this.integrations = new IntegrationCache(new IntegrationStore(pool));
        this.allowances = new Allowances(new AllowanceStore(pool));
        this.slotLoop = new SlotLoop(vertx, new SlotStore(pool, node), slots);
        DeliveryQueue queue = new DeliveryQueue(batches, node, metrics.batches("settle"));
        Vault vault = new Vault(
                vertx, new CredentialStore(pool), config.keys().opening().orElseThrow());
        DeliveryAttempt attempts = attempts(queue, vault, config);
        this.delivery = new DeliveryLoop(vertx, queue, integrations, slots, attempts);
        this.sweeper = new LeaseSweeper(vertx, new EndedLeases(pool), integrations, attempts);
        this.jobs = new JobLoop(
                vertx, new JobWork(new JobQueue(pool, node), new JobBatch(pool), new Selection(lists), changes));
        this.webhooks = new WebhookLoop(
                vertx,
                new WebhookQueue(pool),
                new OutboundAddresses(vertx, config.upstreams().allowedPrivateHosts(), "the receiver's"),
                config.upstreams().authorities(),
                vault,
                metrics);
        this.aside = List.of(
                Maintenance.loop(vertx, pool, node, () -> draining),
                Folding.loop(vertx, pool, node),
                watch(),
                askAround(),
                tidyAllowances(),
                new Loop(vertx, "keys", KEYS_PAUSE, keys::follow),
                new Loop(vertx, "key uses", USES_PAUSE, keys::writeUses));
        this.api = api(config);
        metrics.slots(slots::inFlight, slots::leased);
    }

    private DeliveryAttempt attempts(DeliveryQueue queue, Vault vault, Config config) {
        return new DeliveryAttempt(
                vertx,
                queue,
                vault,
                new KomboConnector(
                        vertx,
                        new OutboundAddresses(vertx, config.upstreams().allowedPrivateHosts()),
                        config.upstreams().authorities()),
                new DeliveryReports(waiters, metrics, slotLoop, changes),
                tracing);
    }

    private Loop watch() {
        QueueWatch queue = new QueueWatch(pool);
        return new Loop(
                vertx,
                "watch",
                WATCH_PAUSE,
                () -> queue.look().onSuccess(gauges::saw).mapEmpty());
    }

    private Loop askAround() {
        SubmissionStates states = new SubmissionStates(pool);
        return new Loop(vertx, "waiters", ASK_PAUSE, () -> waiters.askAround(states));
    }

    private Loop tidyAllowances() {
        return new Loop(vertx, "allowances", TIDY_PAUSE, allowances::tidy);
    }

    private HttpServer api(Config config) {
        Entrance entrance = config.listening().entrance();
        SubmissionHistory history = new SubmissionHistory(pool);
        ResultLinkApi.Engine engine = new ResultLinkApi.Engine(
                new SubmissionStore(batches, node, metrics.batches("accept")),
                // thousands may look at once when their wait is over: that must delay no acceptance
                new SubmissionHistory(lists),
                integrations,
                slots,
                delivery,
                waiters,
                changes);
        return new ApiServer(
                        vertx,
                        new Authentication(keys::caller),
                        new RateLimit(allowances, metrics),
                        new ResultLinkApi(
                                vertx,
                                engine,
                                new IdempotencyStore(pool),
                                new DayLimit(allowances, metrics),
                                metrics,
                                tracing),
                        new SubmissionApi(history, new TenantSubmissions(lists)),
                        new SubmissionActApi(history, new SubmissionActions(pool, changes::acted)),
                        management(config, history))
                .create(entrance::secure, filters(entrance));
    }

    private List<Handler<RoutingContext>> filters(Entrance entrance) {
        List<Handler<RoutingContext>> filters = new ArrayList<>();
        if (tracing.isOn()) {
            filters.add(tracing::request);
        }
        filters.add(AnswerCount.by(metrics::answered));
        filters.add(new RequestOrigin(entrance.proxies()));
        filters.add(new SelfUrl(entrance.publicApi()));
        return filters;
    }

    private ManagementRoutes management(Config config, SubmissionHistory history) {
        TenantStore tenants = new TenantStore(pool);
        IntegrationSettings settings = new IntegrationSettings(pool);
        Sealer sealer = new Sealer(config::sealing);
        TenantNames names = new TenantNames(tenants);
        WebhookStore webhooks = new WebhookStore(pool);
        return new ManagementRoutes(
                new ManagementAuthentication(keys::manager),
                new ManagementRoutes.Resources(
                        new TenantApi(tenants),
                        new TenantKeyApi(tenants, new KeyStore(pool)),
                        new IntegrationApi(tenants, new IntegrationStore(pool), settings, sealer),
                        new IntegrationActApi(
                                tenants, settings, sealer, new TestRun(vertx, new TestLinks(pool), history)),
                        new WebhookApi(webhooks, names, sealer),
                        new WebhookActApi(webhooks, sealer),
                        new StaffApi(vertx, new StaffAccounts(pool), names),
                        new AuditApi(new AuditLog(lists), names)));
    }

    void start() {
        slotLoop.start(delivery::wake);
        delivery.start();
        sweeper.start();
        jobs.start();
        webhooks.start();
        aside.forEach(Loop::start);
    }

    HttpServer apiServer() {
        return api;
    }

    /** No new claim; succeeds when what runs is settled and no caller waits any more. */
    Future<Void> drain() {
        draining = true;
        Future<?> asideStopped = Future.join(aside.stream().map(Loop::stop).toList());
        return Future.join(delivery.stop(), sweeper.stop(), jobs.stop(), webhooks.stop(), asideStopped)
                .compose(stopped -> idle())
                .compose(idle -> slotLoop.stop())
                .compose(stopped -> keys.writeUses().otherwiseEmpty())
                .compose(stopped -> allowances.giveBackAll().otherwiseEmpty())
                .onSuccess(idle -> waiters.release());
    }

    private Future<Void> idle() {
        return slots.inFlight() == 0
                ? Future.succeededFuture()
                : vertx.timer(IDLE_LOOK.toMillis()).compose(later -> idle());
    }

    Future<Void> close() {
        return pool.close()
                .transform(closed -> lists.close())
                .transform(closed -> batches.close())
                .transform(closed -> tracing.close(vertx));
    }
}
