package dev.passback.gateway.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.Timing;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionView;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmissionJsonTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2025-11-12T14:03:00Z");
    private static final SubmissionView.Route ROUTE =
            new SubmissionView.Route(java.net.URI.create("https://upstream.example/v1"), 0, 20);

    @Test
    void an_outcome_that_came_too_late_stands_beside_what_the_attempt_was_judged() {
        // Given
        SubmissionView.LateOutcome late =
                new SubmissionView.LateOutcome(NOW.plusMinutes(2), OutcomeKind.ACCEPTED, "the upstream took it");
        // When
        JsonObject attempt = attempt(Optional.of(late));
        // Then
        assertThat(attempt)
                .isEqualTo(new JsonObject()
                        .put("attempt", 1)
                        .put("begun_at", "2025-11-12T14:03:00Z")
                        .put("ended_at", "2025-11-12T14:04:00Z")
                        .put("outcome", "unsure")
                        .put("reason", "its process ended")
                        .put("status", null)
                        .put("late_at", "2025-11-12T14:05:00Z")
                        .put("late_outcome", "accepted")
                        .put("late_reason", "the upstream took it"));
    }

    @Test
    void an_attempt_that_ended_in_time_says_nothing_of_it() {
        assertThat(attempt(Optional.empty()).fieldNames())
                .containsExactly("attempt", "begun_at", "ended_at", "outcome", "reason", "status");
    }

    private static JsonObject attempt(Optional<SubmissionView.LateOutcome> late) {
        SubmissionView.AttemptEnd end = new SubmissionView.AttemptEnd(
                NOW.plusMinutes(1), OutcomeKind.UNSURE, "its process ended", Optional.empty(), Timing.NONE);
        SubmissionView.AttemptLine attempt = new SubmissionView.AttemptLine(1, NOW, "node-1", Optional.of(end), late);
        SubmissionView view = new SubmissionView(
                line(),
                new SubmissionView.CameBy("key000000001", Optional.empty(), Optional.empty()),
                "{}",
                ROUTE,
                Optional.empty(),
                List.of(attempt),
                List.of(),
                List.of());
        return SubmissionJson.of(view, "https://passback.example/v1/submissions/1")
                .getJsonArray("history")
                .getJsonObject(0);
    }

    private static SubmissionLine line() {
        return new SubmissionLine(
                new Tenant(new TenantId(1), "acme"),
                SubmissionId.next(),
                "greenhouse:1",
                "Greenhouse",
                Integration.State.ACTIVE,
                new Target(Target.Kind.CANDIDATE, "c"),
                "Excel",
                "https://a.example",
                SubmissionState.HELD,
                1,
                0,
                false,
                NOW,
                NOW.plusDays(3),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
