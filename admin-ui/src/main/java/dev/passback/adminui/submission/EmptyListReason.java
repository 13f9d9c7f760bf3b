package dev.passback.adminui.submission;

import dev.passback.adminui.page.Moment;
import dev.passback.core.submission.query.Term;
import dev.passback.db.staff.SignedIn;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.SubmissionFilter;
import dev.passback.db.submission.SubmissionFilters;
import dev.passback.db.submission.SubmissionList;
import dev.passback.db.submission.SubmissionPage;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds out why a list is empty. */
public final class EmptyListReason {

    // each costs a look at the list without it
    private static final int MOST_TERMS = 6;

    private final SubmissionFilters filters;
    private final SubmissionList list;
    private final URI api;

    /**
     * The reasons.
     *
     * @param api where tenants send to
     */
    public EmptyListReason(SubmissionFilters filters, SubmissionList list, URI api) {
        this.filters = filters;
        this.list = list;
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
        return list.page(SubmissionFilter.of(who.tenants()), new Cursor.Newest(), 1)
                .compose(any -> reason(query, any, who, now))
                .map(Optional::of);
    }

    private Future<EmptyList> reason(ListQuery query, SubmissionPage any, SignedIn who, Instant now) {
        if (any.lines().isEmpty()) {
            return Future.succeededFuture(new EmptyList.NoneYet(curl()));
        }
        if (query.isStart()) {
            Moment newest = Moment.of(any.lines().getFirst().acceptedAt(), now);
            return Future.succeededFuture(new EmptyList.NothingToDo(Optional.of(newest), ListQuery.ALL.path()));
        }
        List<Term> terms = query.query().terms();
        List<Future<EmptyList.Filter>> looked = terms.stream()
                .limit(MOST_TERMS)
                .map(term -> without(query, term, terms.size() > 1, who))
                .toList();
        return Future.all(looked)
                .map(all -> new EmptyList.NoneMatch(
                        looked.stream().map(Future::result).toList(), word(terms), ListQuery.ALL.path()));
    }

    /** A term, and whether there is something without it. */
    private Future<EmptyList.Filter> without(ListQuery query, Term term, boolean others, SignedIn who) {
        ListQuery rest = query.without(term);
        Future<Boolean> some = others
                ? filters.of(rest.query(), who.tenants())
                        .compose(filter -> list.page(filter, new Cursor.Newest(), 1))
                        .map(page -> !page.lines().isEmpty())
                        // too long to find out: it is offered all the same
                        .otherwise(false)
                : Future.succeededFuture(false);
        return some.map(found -> new EmptyList.Filter(term.text(), rest.path(), found));
    }

    /** What was looked for, if it is one word or id and nothing else. */
    private static Optional<String> word(List<Term> terms) {
        return terms.size() == 1 && terms.getFirst() instanceof Term.Word word && !word.negated()
                ? Optional.of(word.sought())
                : Optional.empty();
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
