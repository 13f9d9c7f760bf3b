package dev.passback.gateway.delivery;

import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.core.integration.Integration;
import dev.passback.db.Failures;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.db.delivery.LeaseLostException;
import dev.passback.db.delivery.Settlement;
import dev.passback.gateway.credential.Vault;
import dev.passback.gateway.trace.AttemptTrace;
import dev.passback.gateway.trace.Tracing;
import dev.passback.gateway.upstream.Connector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Makes one attempt of a claimed submission: sends, lets it be judged, settles. Any context. */
public final class DeliveryAttempt {

    private static final Duration SETTLE_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_REFUSALS = 3;

    private final Vertx vertx;
    private final DeliveryQueue queue;
    private final Vault vault;
    private final Connector connector;
    private final DeliveryReports reports;
    private final Tracing tracing;

    public DeliveryAttempt(
            Vertx vertx,
            DeliveryQueue queue,
            Vault vault,
            Connector connector,
            DeliveryReports reports,
            Tracing tracing) {
        this.vertx = vertx;
        this.queue = queue;
        this.vault = vault;
        this.connector = connector;
        this.reports = reports;
        this.tracing = tracing;
    }

    /**
     * Sends and settles. Fails with {@link LeaseLostException} if the lease ended before; then whoever took over has settled it as
     * unsure, and a second call is marked.
     *
     * @param claimedAt {@link System#nanoTime} before the claim was asked for: a process that was frozen since must not send
     */
    public Future<Settled> run(Claimed claimed, Integration integration, long claimedAt) {
        AttemptTrace trace = tracing.attempt(claimed);
        return send(claimed, integration, claimedAt, trace)
                .onSuccess(result -> answered(claimed, result, trace))
                .compose(result -> settle(claimed, result, integration))
                .onSuccess(settled -> reports.settled(claimed, settled))
                .onComplete((settled, failure) -> trace.ended(failure == null));
    }

    /** Settles an attempt that somebody else began and did not finish. */
    Future<Settled> settleAbandoned(Claimed claimed, Integration integration) {
        Outcome outcome = new Outcome.Unsure("the process that was sending it ended before an answer was written down");
        return settle(claimed, AttemptResult.unanswered(outcome, Timing.NONE), integration)
                .onSuccess(settled -> reports.settled(claimed, settled));
    }

    private void answered(Claimed claimed, AttemptResult result, AttemptTrace trace) {
        trace.measured(() -> reports.answered(claimed, result));
        trace.answered(result);
    }

    private Future<AttemptResult> send(Claimed claimed, Integration integration, long claimedAt, AttemptTrace trace) {
        return vault.open(integration.ref(), claimed.credentialVersion())
                .compose(credential -> inTime(claimedAt)
                        ? connector.send(new Connector.Parcel(
                                integration, credential, claimed.target(), claimed.body(), trace.calling()))
                        : Future.succeededFuture(heldUp()))
                .recover(closed -> Future.succeededFuture(unsent(closed)));
    }

    /** A call that is begun now ends before the lease does. */
    private static boolean inTime(long claimedAt) {
        return System.nanoTime() - claimedAt < Integration.Limits.LEASE_MARGIN.toNanos();
    }

    private static AttemptResult heldUp() {
        Outcome outcome = new Outcome.NotTaken("this node was held up before it could send", Optional.empty());
        return AttemptResult.unanswered(outcome, Timing.NONE);
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
        long begun = System.nanoTime();
        return write(new Settlement(claimed, result, next), MOST_REFUSALS)
                .onSuccess(done -> reports.written(System.nanoTime() - begun))
                .map(done -> new Settled(claimed.id(), claimed.attempt(), result, next));
    }

    /**
     * What is known must not be lost to an outage: tried until it is written, or somebody else holds the submission. Bounded by the
     * slots, which are kept meanwhile.
     *
     * @param refusals how often the database may still refuse the row itself
     */
    private Future<Void> write(Settlement settlement, int refusals) {
        return queue.settle(settlement).recover(failure -> {
            if (failure instanceof LeaseLostException) {
                reports.late(settlement.claimed(), settlement.result());
                return queue.noteLate(settlement).transform(noted -> Future.failedFuture(failure));
            }
            reports.settleFailed(settlement.claimed(), failure);
            boolean refused = Failures.isRefused(failure);
            Settlement again = refused && refusals == 0 ? settlement.withoutAnswer() : settlement;
            return vertx.timer(SETTLE_PAUSE.toMillis())
                    .compose(later -> write(again, refused ? refusals - 1 : refusals));
        });
    }
}
