package dev.passback.db.job;

import dev.passback.core.submission.SubmissionState;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.SubmissionFilter;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionPage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The submissions that a job's words choose; wants a pool that plans for the values at hand. */
public final class Selection {

    private final SubmissionHistory history;

    public Selection(Pool pool) {
        this.history = new SubmissionHistory(pool);
    }

    /** A page of what the words find among these tenants' submissions, newest first. */
    public Future<SubmissionPage> page(String query, Optional<Set<TenantId>> tenants, Cursor from, int size) {
        return history.list(filter(query, tenants), from, size);
    }

    private static SubmissionFilter filter(String query, Optional<Set<TenantId>> tenants) {
        if (query.startsWith("state:")) {
            Set<SubmissionState> states = Arrays.stream(
                            query.substring("state:".length()).split(","))
                    .map(SubmissionState::ofWord)
                    .collect(Collectors.toSet());
            return new SubmissionFilter(tenants, states, false, false, Optional.empty());
        }
        return new SubmissionFilter(
                tenants, Set.of(), false, false, Optional.of(query).filter(text -> !text.isEmpty()));
    }
}
