package dev.passback.db.job;

import dev.passback.core.submission.SubmissionState;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.submission.SubmissionFilter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which submissions a job's words choose. */
public final class JobQuery {

    private JobQuery() {}

    /** The filter that the words say, within these tenants. */
    public static SubmissionFilter filter(String query, Optional<Set<TenantId>> tenants) {
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
