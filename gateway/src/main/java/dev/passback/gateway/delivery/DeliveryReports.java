package dev.passback.gateway.delivery;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.Outcome;
import dev.passback.db.delivery.Claimed;
import dev.passback.gateway.ops.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells of attempts: the callers that wait, the metrics, the log. No body and no credential gets in. */
public final class DeliveryReports {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.delivery");

    private final Waiters waiters;
    private final Metrics metrics;

    public DeliveryReports(Waiters waiters, Metrics metrics) {
        this.waiters = waiters;
        this.metrics = metrics;
    }

    void settled(Claimed claimed, Settled settled) {
        metrics.attempted(settled.result());
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
    }

    void settleFailed(Claimed claimed, Throwable failure) {
        about(LOGGER.atWarn(), claimed)
                .addKeyValue("error", failure.getMessage())
                .log("the outcome could not be written down; trying again");
    }

    void lost(Claimed claimed, Throwable failure) {
        about(LOGGER.atError(), claimed)
                .addKeyValue("error", failure.getMessage())
                .log("the outcome is not written down; after the lease's end it is judged unsure");
    }

    private static LoggingEventBuilder about(LoggingEventBuilder event, Claimed claimed) {
        return event.addKeyValue("tenant", claimed.tenant())
                .addKeyValue("integration", claimed.integration().id())
                .addKeyValue("submission", claimed.id())
                .addKeyValue("attempt", claimed.attempt());
    }
}
