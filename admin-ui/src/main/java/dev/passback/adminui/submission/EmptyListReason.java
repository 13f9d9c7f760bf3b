package dev.passback.adminui.submission;

import dev.passback.adminui.page.Moment;
import dev.passback.core.submission.SubmissionState;
import dev.passback.db.staff.SignedIn;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.SubmissionFilter;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionPage;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out why a list is empty. */
public final class EmptyListReason {

    private final SubmissionHistory history;
    private final URI api;

    /**
     * The reasons.
     *
     * @param api where tenants send to
     */
    public EmptyListReason(SubmissionHistory history, URI api) {
        this.history = history;
        this.api = api;
    }

    /** Why this page has no lines; nothing when it has some. */
    Future<Optional<EmptyList>> of(ListQuery query, SubmissionPage page, SignedIn who, Instant now) {
        if (!page.lines().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        if (!query.atTop()) {
            String newest = query.from(new Cursor.Newest()).path();
            return Future.succeededFuture(Optional.of(new EmptyList.PastTheEnd(newest)));
        }
        return history.list(SubmissionFilter.ALL.of(who.tenants()), new Cursor.Newest(), 1)
                .map(any -> Optional.of(reason(query, any, now)));
    }

    private EmptyList reason(ListQuery query, SubmissionPage any, Instant now) {
        if (any.lines().isEmpty()) {
            return new EmptyList.NoneYet(curl());
        }
        if (query.equals(ListQuery.START)) {
            Moment newest = Moment.of(any.lines().getFirst().acceptedAt(), now);
            return new EmptyList.NothingToDo(
                    Optional.of(newest), query.everywhere().path());
        }
        return new EmptyList.NoneMatch(
                filters(query), query.search(), ListQuery.START.everywhere().path());
    }

    private static List<EmptyList.Filter> filters(ListQuery query) {
        List<EmptyList.Filter> filters = new ArrayList<>();
        for (SubmissionState state : query.states()) {
            filters.add(new EmptyList.Filter(
                    "state " + state.word(), query.toggled(state).path()));
        }
        if (query.warned()) {
            filters.add(new EmptyList.Filter(
                    "with warnings", query.withWarned(false).path()));
        }
        if (!query.search().isEmpty()) {
            filters.add(new EmptyList.Filter(
                    "id " + query.search(), query.searching("").path()));
        }
        if (query.view() != ListView.ALL) {
            filters.add(new EmptyList.Filter(
                    "view " + query.view().title(), query.everywhere().path()));
        }
        return filters;
    }

    private String curl() {
        return """
                curl %s/ats/candidates/CANDIDATE_ID/result-links \\
                  -H "Authorization: Bearer $PASSBACK_KEY" \\
                  -H "X-Integration-Id: $INTEGRATION_ID" \\
                  -H "Content-Type: application/json" \\
                  -d '{"label": "Coding test", "url": "https://example.com/results/1"}'""".formatted(api);
    }
}
