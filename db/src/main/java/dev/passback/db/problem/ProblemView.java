package dev.passback.db.problem;

import dev.passback.core.problem.CauseId;
import dev.passback.core.problem.ProblemId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.Tenant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * All failures or warnings of one cause on one integration.
 *
 * @param code the upstream's code, or what stands for it; empty for a warning
 * @param pattern what its messages have in common
 * @param sample the newest message, word for word
 * @param sampleSubmission the submission that met it last
 * @param times how often it was met: attempts or warnings, not submissions
 * @param stateBy who said so; nothing where the gateway did
 * @param version of its state
 * @param days how often it was met on each of the last days, the oldest first; the last one is today
 */
public record ProblemView(
        ProblemId id,
        CauseId cause,
        Tenant tenant,
        String integration,
        String integrationLabel,
        String code,
        String pattern,
        String sample,
        SubmissionId sampleSubmission,
        OffsetDateTime firstSeen,
        OffsetDateTime lastSeen,
        long times,
        ProblemState state,
        OffsetDateTime stateSince,
        Optional<String> stateBy,
        Optional<OffsetDateTime> mutedUntil,
        long version,
        List<Day> days) {

    /** How often it was met on a day (UTC). */
    public record Day(LocalDate day, long times) {}

    public ProblemView {
        days = List.copyOf(days);
    }

    public ProblemKind kind() {
        return id.kind();
    }
}
