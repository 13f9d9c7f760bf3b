package dev.passback.adminui.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.query.QueryKey;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.submission.query.Term;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** What was ticked in a list as a query, to act on. */
public final class SelectionAction {

    /** Leads to where one acts on them. */
    public void submit(RoutingContext ctx) {
        List<String> ids = ctx.queryParams().getAll("id").stream()
                .map(SubmissionId::parse)
                .flatMap(Optional::stream)
                .map(SubmissionId::toString)
                .limit(SubmissionListPage.SIZE)
                .toList();
        ctx.redirect(
                ids.isEmpty()
                        ? "/submissions"
                        : "/jobs/new?"
                                + new ListQuery(new SubmissionQuery(List.of(new Term.OneOf(QueryKey.ID, ids, false))))
                                        .asked());
    }
}
