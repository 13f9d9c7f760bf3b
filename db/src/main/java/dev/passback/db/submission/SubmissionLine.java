package dev.passback.db.submission;

import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.Tenant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A submission as a list shows it.
 *
 * @param integration its id
 * @param integrationLabel its name for people
 * @param integrationState whether it is sent to now
 * @param warnings how many the upstream gave
 * @param dueAt when it is to be sent, while it is queued
 * @param settledAt when it was settled, if it is
 * @param mayBeDoubled whether the ATS may show it twice
 * @param last what the last attempt came to, if one is over
 */
public record SubmissionLine(
        Tenant tenant,
        SubmissionId id,
        String integration,
        String integrationLabel,
        Integration.State integrationState,
        Target target,
        String label,
        String url,
        SubmissionState state,
        int attempts,
        int warnings,
        boolean mayBeDoubled,
        OffsetDateTime acceptedAt,
        OffsetDateTime retryUntil,
        Optional<OffsetDateTime> dueAt,
        Optional<OffsetDateTime> settledAt,
        Optional<LastOutcome> last) {

    /** What the last attempt came to. */
    public record LastOutcome(String kind, String reason, Optional<Integer> status, Optional<String> code) {}
}
