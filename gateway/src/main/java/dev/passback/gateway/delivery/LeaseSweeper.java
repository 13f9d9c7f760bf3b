package dev.passback.gateway.delivery;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.EndedLeases;
import dev.passback.gateway.integration.IntegrationCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Takes over what processes held that let their leases end: they died, or hung. Each such attempt is judged unsure. */
public final class LeaseSweeper {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int MOST = 200;

    private final EndedLeases leases;
    private final IntegrationCache integrations;
    private final DeliveryAttempt attempts;
    private final Loop loop;

    public LeaseSweeper(Vertx vertx, EndedLeases leases, IntegrationCache integrations, DeliveryAttempt attempts) {
        this.leases = leases;
        this.integrations = integrations;
        this.attempts = attempts;
        this.loop = new Loop(vertx, "lease sweeper", PAUSE, this::round);
    }

    public void start() {
        loop.start();
    }

    public Future<Void> stop() {
        return loop.stop();
    }

    private Future<Void> round() {
        return leases.tenants()
                .compose(
                        tenants -> Future.join(tenants.stream().map(this::sweep).toList()))
                .mapEmpty();
    }

    private Future<Void> sweep(TenantId tenant) {
        return leases.takeOver(tenant, MOST, LEASE).compose(taken -> {
            if (taken.size() == MOST) {
                loop.wake();
            }
            return Future.join(taken.stream().map(this::settle).toList()).mapEmpty();
        });
    }

    private Future<Settled> settle(Claimed claimed) {
        return integrations
                .find(claimed.integration())
                .compose(found -> attempts.settleAbandoned(claimed, found.orElseThrow()));
    }
}
