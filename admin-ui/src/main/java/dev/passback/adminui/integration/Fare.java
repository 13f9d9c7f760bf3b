package dev.passback.adminui.integration;

import dev.passback.adminui.page.Moment;
import dev.passback.db.integration.IntegrationHealth;
import java.time.Instant;
import java.util.Optional;

/**
 * How an integration fares now.
 *
 * @param inFlight calls under way, of how many
 * @param waiting how many submissions are queued; more than are counted says so
 * @param lastDelivered when one was last delivered
 */
public record Fare(String inFlight, String waiting, boolean waits, Optional<Moment> lastDelivered, DayChart chart) {

    static Fare of(IntegrationHealth.Health health, int cap, Instant now) {
        boolean more = health.waiting() > IntegrationHealth.COUNTED;
        return new Fare(
                health.inFlight() + " of " + cap,
                more ? "%,d+".formatted(IntegrationHealth.COUNTED) : "%,d".formatted(health.waiting()),
                health.waiting() > 0,
                health.lastDelivered().map(at -> Moment.of(at, now)),
                DayChart.of(health.days(), now));
    }
}
