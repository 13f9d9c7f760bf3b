package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which of its submissions a tenant asks for.
 *
 * @param states in which states; empty means any
 * @param integration of this integration
 * @param target for this candidate or application
 * @param warned only those with warnings
 * @param mayBeDoubled only those that the ATS may show twice
 * @param acceptedFrom accepted then or later
 * @param acceptedTo accepted before then
 */
public record TenantFilter(
        Set<SubmissionState> states,
        Optional<String> integration,
        Optional<Target> target,
        boolean warned,
        boolean mayBeDoubled,
        Optional<Instant> acceptedFrom,
        Optional<Instant> acceptedTo) {

    public TenantFilter {
        states = Set.copyOf(states);
    }

    /** Whether nothing that is settled can match, so that history need not be looked at. */
    boolean openOnly() {
        return !states.isEmpty() && states.stream().noneMatch(SubmissionState::settled);
    }

    /** Whether nothing that is open can match, so that a backlog need not be looked at. */
    boolean settledOnly() {
        return !states.isEmpty() && states.stream().allMatch(SubmissionState::settled);
    }
}
