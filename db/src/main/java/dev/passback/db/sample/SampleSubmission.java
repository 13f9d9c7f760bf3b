package dev.passback.db.sample;

import dev.passback.core.submission.SubmissionState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A submission that never was, with all that became of it.
 *
 * @param settled nothing while it is open
 * @param due where it is queued
 */
record SampleSubmission(
        SampleIntegration of,
        UUID id,
        Instant accepted,
        String targetKind,
        String targetId,
        String label,
        String url,
        String body,
        SubmissionState state,
        @Nullable Instant settled,
        @Nullable Instant due,
        int earlierRounds,
        int unsure,
        boolean mayBeDoubled,
        List<SampleAttempt> attempts,
        List<SampleAct> acts) {

    @Nullable
    SampleAttempt last() {
        return attempts.isEmpty() ? null : attempts.getLast();
    }

    int warnings() {
        return attempts.stream().mapToInt(attempt -> attempt.warnings().size()).sum();
    }
}
