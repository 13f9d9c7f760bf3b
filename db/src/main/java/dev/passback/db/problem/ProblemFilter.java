package dev.passback.db.problem;

import dev.passback.core.problem.CauseId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.core.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * Which problems a list shows.
 *
 * @param tenants whose; nothing means everybody's
 * @param states in which states; empty means any
 * @param text what the pattern, the newest message or the code contains
 */
public record ProblemFilter(
        Optional<Set<TenantId>> tenants,
        Set<ProblemState> states,
        Optional<ProblemKind> kind,
        Optional<String> integration,
        Optional<CauseId> cause,
        Optional<String> text) {

    public ProblemFilter {
        tenants = tenants.map(Set::copyOf);
        states = Set.copyOf(states);
    }

    /** A cause's problems at these tenants. */
    public static ProblemFilter of(CauseId cause, Optional<Set<TenantId>> tenants) {
        return new ProblemFilter(
                tenants, Set.of(), Optional.empty(), Optional.empty(), Optional.of(cause), Optional.empty());
    }
}
