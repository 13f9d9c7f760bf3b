package dev.passback.db.job;

import dev.passback.core.submission.query.ParsedQuery;
import dev.passback.core.submission.query.QueryReader;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.SubmissionFilters;
import dev.passback.db.submission.SubmissionList;
import dev.passback.db.submission.SubmissionPage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.Set;

/** The submissions that a job's words choose, as the list reads them; wants a pool that plans for the values at hand. */
public final class Selection {

    private final SubmissionFilters filters;
    private final SubmissionList list;

    public Selection(Pool pool) {
        this.filters = new SubmissionFilters(pool);
        this.list = new SubmissionList(pool);
    }

    /**
     * A page of what the words find among these tenants' submissions, newest first.
     *
     * @return failed with {@link IllegalArgumentException} if the words are no query
     */
    public Future<SubmissionPage> page(String query, Optional<Set<TenantId>> tenants, Cursor from, int size) {
        return switch (QueryReader.read(query)) {
            case ParsedQuery.Understood understood ->
                filters.of(understood.query(), tenants).compose(filter -> list.page(filter, from, size));
            case ParsedQuery.Refused refused ->
                Future.failedFuture(
                        new IllegalArgumentException(refused.objection().sentence()));
        };
    }
}
