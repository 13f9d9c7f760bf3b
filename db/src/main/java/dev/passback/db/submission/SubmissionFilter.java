package dev.passback.db.submission;

import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * Which submissions are meant: what somebody looks for, among those that he may see. Made by {@link SubmissionFilters}, which knows what the
 * names in a query stand for.
 *
 * @param tenants whose; nothing means everybody's
 * @param names what the query's names stand for
 */
public record SubmissionFilter(Optional<Set<TenantId>> tenants, SubmissionQuery query, QueryNames names) {

    public static final SubmissionFilter ALL =
            new SubmissionFilter(Optional.empty(), SubmissionQuery.ALL, QueryNames.NONE);

    /** All submissions of these tenants. */
    public static SubmissionFilter of(Optional<Set<TenantId>> tenants) {
        return new SubmissionFilter(tenants, SubmissionQuery.ALL, QueryNames.NONE);
    }

    public SubmissionFilter {
        tenants = tenants.map(Set::copyOf);
    }

    /**
     * The condition that exactly these rows fulfil, for a statement that reads {@code FROM submission s}. Wants a pool that plans for the
     * values at hand ({@link dev.passback.db.Database#openForPages}).
     */
    public Where where() {
        Where where = new Where();
        Criteria.add(where, this);
        return where;
    }
}
