package dev.passback.gateway.delivery;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.submission.TraceContext;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.live.Changes;
import dev.passback.gateway.ops.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells of attempts: the callers that wait, the slots, the metrics, the log, the pages that are open. No body and no credential gets in. */
public final class DeliveryReports {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.delivery");

    private final Waiters waiters;
    private final Metrics metrics;
    private final SlotLoop slots;
    private final Changes changes;

    public DeliveryReports(Waiters waiters, Metrics metrics, SlotLoop slots, Changes changes) {
        this.waiters = waiters;
        this.metrics = metrics;
        this.slots = slots;
        this.changes = changes;
    }

    /** An answer is there; what follows is not written down yet. */
    void answered(Claimed claimed, AttemptResult result) {
        metrics.attempted(result);
        result.answer().ifPresent(answer -> slots.heed(claimed.integration(), answer));
    }

    /** What follows is written down; that took so long. */
    void written(long nanos) {
        metrics.settled(nanos);
    }

    void settled(Claimed claimed, Settled settled) {
        if (settled.result().outcome() instanceof Outcome.Accepted taken) {
            for (String warning : taken.warnings()) {
                about(LOGGER.atWarn(), claimed).addKeyValue("warning", warning).log("the upstream warned");
            }
        } else {
            about(LOGGER.atWarn(), claimed)
                    .addKeyValue("outcome", settled.result().outcome().kind().word())
                    .addKeyValue(
                            "statusCode",
                            settled.result().answer().map(Answer::status).orElse(null))
                    .addKeyValue("state", settled.next().state().word())
                    .addKeyValue("error", settled.result().outcome().reason())
                    .log("not delivered");
        }
        waiters.tell(settled);
        changes.changed(claimed.tenant(), claimed.id(), needsAttention(settled));
    }

    private static boolean needsAttention(Settled settled) {
        return switch (settled.next().state()) {
            case HELD, REJECTED, EXPIRED -> true;
            case DELIVERED ->
                settled.result().outcome() instanceof Outcome.Accepted taken
                        && !taken.warnings().isEmpty();
            case QUEUED, SENDING, CANCELLED -> false;
        };
    }

    void settleFailed(Claimed claimed, Throwable failure) {
        about(LOGGER.atWarn(), claimed)
                .addKeyValue("error", failure.getMessage())
                .log("the outcome could not be written down; trying again");
    }

    /** The lease was lost before it could be written down: whoever took over judged the attempt unsure. */
    void late(Claimed claimed, AttemptResult result) {
        about(LOGGER.atWarn(), claimed)
                .addKeyValue("outcome", result.outcome().kind().word())
                .addKeyValue("error", result.outcome().reason())
                .log("an outcome came after its lease had ended; the attempt had been judged unsure");
    }

    private static LoggingEventBuilder about(LoggingEventBuilder event, Claimed claimed) {
        LoggingEventBuilder told = event.addKeyValue("tenant", claimed.tenant().value())
                .addKeyValue("integration", claimed.integration().id())
                .addKeyValue("submission", claimed.id().value())
                .addKeyValue("attempt", claimed.attempt());
        return claimed.trace()
                .flatMap(TraceContext::traceId)
                .map(id -> told.addKeyValue("trace", id))
                .orElse(told);
    }
}
