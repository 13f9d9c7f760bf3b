package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Filters of a tenant's list, one at a time. */
final class Filters {

    static final TenantFilter ALL = new TenantFilter(
            Set.of(), Optional.empty(), Optional.empty(), false, false, Optional.empty(), Optional.empty());

    private Filters() {}

    static TenantFilter in(SubmissionState... states) {
        return new TenantFilter(
                Set.of(states), Optional.empty(), Optional.empty(), false, false, Optional.empty(), Optional.empty());
    }

    static TenantFilter of(String integration) {
        return new TenantFilter(
                Set.of(), Optional.of(integration), Optional.empty(), false, false, Optional.empty(), Optional.empty());
    }

    static TenantFilter of(Target target) {
        return new TenantFilter(
                Set.of(), Optional.empty(), Optional.of(target), false, false, Optional.empty(), Optional.empty());
    }

    static TenantFilter marked(boolean warned, boolean mayBeDoubled) {
        return new TenantFilter(
                Set.of(), Optional.empty(), Optional.empty(), warned, mayBeDoubled, Optional.empty(), Optional.empty());
    }

    static TenantFilter accepted(Optional<Instant> from, Optional<Instant> to) {
        return new TenantFilter(Set.of(), Optional.empty(), Optional.empty(), false, false, from, to);
    }
}
