package dev.passback.adminui.submission;

import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.query.QueryKey;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.submission.query.Term;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The views of the list that everybody has: tabs, each a query. */
public enum ListView {
    ATTENTION("Needs attention", new Term.Flag(QueryKey.ATTENTION, true)),
    ALL("All"),
    QUEUED_OR_SENDING("Queued", states(SubmissionState.QUEUED, SubmissionState.SENDING)),
    TAKEN("Delivered", states(SubmissionState.DELIVERED));

    private final String title;

    // its terms are in a list that does not change
    @SuppressWarnings("ImmutableEnumChecker")
    private final SubmissionQuery query;

    ListView(String title, Term... terms) {
        this.title = title;
        this.query = new SubmissionQuery(List.of(terms));
    }

    private static Term states(SubmissionState... states) {
        return new Term.OneOf(
                QueryKey.STATE, Arrays.stream(states).map(SubmissionState::word).toList(), false);
    }

    public String title() {
        return title;
    }

    /** What it shows by itself. */
    SubmissionQuery query() {
        return query;
    }

    /** The same search in this view. */
    SubmissionQuery of(SubmissionQuery search) {
        SubmissionQuery other = search.without(QueryKey.ATTENTION).without(QueryKey.STATE);
        for (Term term : query.terms()) {
            other = other.with(term);
        }
        return other;
    }

    /** The view that a query is in. */
    static ListView of(List<Term> terms) {
        return Arrays.stream(values())
                .filter(view -> view != ALL && terms.containsAll(view.query.terms()))
                .findFirst()
                .orElse(ALL);
    }

    /** As it stood in addresses once. */
    static Optional<ListView> ofWord(String word) {
        return Arrays.stream(values())
                .filter(view ->
                        view.title.toLowerCase(Locale.ROOT).replace(' ', '-').equals(word))
                .findFirst();
    }
}
