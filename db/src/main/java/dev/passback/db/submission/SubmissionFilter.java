package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionState;
import dev.passback.core.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * Which submissions a list shows.
 *
 * @param tenants whose; nothing means everybody's
 * @param states in which states; empty means any
 * @param warned only those with warnings
 * @param needsAttention only those that somebody should look at: held, rejected, expired, or with warnings
 * @param target with this candidate or application id
 */
public record SubmissionFilter(
        Optional<Set<TenantId>> tenants,
        Set<SubmissionState> states,
        boolean warned,
        boolean needsAttention,
        Optional<String> target) {

    public static final SubmissionFilter ALL =
            new SubmissionFilter(Optional.empty(), Set.of(), false, false, Optional.empty());

    /** The same of these tenants alone. */
    public SubmissionFilter of(Optional<Set<TenantId>> others) {
        return new SubmissionFilter(others, states, warned, needsAttention, target);
    }

    public SubmissionFilter {
        tenants = tenants.map(Set::copyOf);
        states = Set.copyOf(states);
    }

    /** Whether nothing that is settled can match, so that history need not be looked at. */
    boolean openOnly() {
        return !states.isEmpty() && states.stream().noneMatch(SubmissionState::settled);
    }
}
