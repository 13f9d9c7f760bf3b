package dev.passback.gateway.delivery;

import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.core.integration.Integration;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.db.delivery.LeaseLostException;
import dev.passback.db.delivery.Settlement;
import dev.passback.gateway.credential.Vault;
import dev.passback.gateway.upstream.Connector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Makes one attempt of a claimed submission: sends, lets it be judged, settles. Any context. */
public final class DeliveryAttempt {

    private static final Duration SETTLE_PAUSE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final DeliveryQueue queue;
    private final Vault vault;
    private final Connector connector;
    private final DeliveryReports reports;

    public DeliveryAttempt(
            Vertx vertx, DeliveryQueue queue, Vault vault, Connector connector, DeliveryReports reports) {
        this.vertx = vertx;
        this.queue = queue;
        this.vault = vault;
        this.connector = connector;
        this.reports = reports;
    }

    /**
     * Sends and settles. Fails with {@link LeaseLostException} if the lease ended before; then whoever took over has settled it as
     * unsure, and a second call is marked.
     */
    public Future<Settled> run(Claimed claimed, Integration integration) {
        return send(claimed, integration)
                .compose(result -> settle(claimed, result, integration))
                .onSuccess(settled -> reports.settled(claimed, settled))
                .onFailure(failure -> reports.lost(claimed, failure));
    }

    /** Settles an attempt that somebody else began and did not finish. */
    Future<Settled> settleAbandoned(Claimed claimed, Integration integration) {
        Outcome outcome = new Outcome.Unsure("the process that was sending it ended before an answer was written down");
        return settle(claimed, AttemptResult.unanswered(outcome, Timing.NONE), integration)
                .onSuccess(settled -> reports.settled(claimed, settled));
    }

    private Future<AttemptResult> send(Claimed claimed, Integration integration) {
        return vault.open(integration.ref())
                .compose(credential ->
                        connector.send(new Connector.Parcel(integration, credential, claimed.target(), claimed.body())))
                .recover(closed -> Future.succeededFuture(unsent(closed)));
    }

    private static AttemptResult unsent(Throwable closed) {
        Outcome outcome = closed instanceof OpeningKeys.CannotOpenException
                ? new Outcome.Blocked(String.valueOf(closed.getMessage()))
                : new Outcome.NotTaken("the integration's credential could not be read", Optional.empty());
        return AttemptResult.unanswered(outcome, Timing.NONE);
    }

    private Future<Settled> settle(Claimed claimed, AttemptResult result, Integration integration) {
        double dice = ThreadLocalRandom.current().nextDouble();
        NextStep next = integration.retry().after(result.outcome(), claimed.progress(), dice);
        return write(new Settlement(claimed, result, next), integration.limits().lease())
                .map(done -> new Settled(claimed.id(), claimed.attempt(), result, next));
    }

    /** What is known must not be lost to an outage: tried until it is written or the lease has surely ended. */
    private Future<Void> write(Settlement settlement, Duration left) {
        return queue.settle(settlement).recover(failure -> {
            if (failure instanceof LeaseLostException || left.isNegative()) {
                return Future.failedFuture(failure);
            }
            reports.settleFailed(settlement.claimed(), failure);
            return vertx.timer(SETTLE_PAUSE.toMillis()).compose(later -> write(settlement, left.minus(SETTLE_PAUSE)));
        });
    }
}
