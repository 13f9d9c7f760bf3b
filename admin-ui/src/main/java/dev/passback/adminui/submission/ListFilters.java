package dev.passback.adminui.submission;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Tone;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.query.QueryKey;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.submission.query.Term;
import dev.passback.db.submission.FilterChoices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The filters beside the search. They show what the query says, and choosing one writes it into the query.
 *
 * @param choices links that turn a part of the query on or off
 * @param tenant the tenants of the query
 * @param integration the integrations of the query
 * @param ages from which one is chosen
 * @param known names to choose from
 */
public record ListFilters(
        List<Choice> choices, String tenant, String integration, List<Age> ages, FilterChoices.Choices known) {

    /** A filter: a link, and whether it is chosen. */
    public record Choice(Badge badge, String href, boolean chosen) {}

    /**
     * A choice of ages.
     *
     * @param value as it stands behind {@code age:}; empty for any
     */
    public record Age(String value, String words, boolean chosen) {}

    private static final List<Age> AGES = List.of(
            new Age("", "any time", false),
            new Age("<1h", "the last hour", false),
            new Age("<24h", "the last 24 hours", false),
            new Age("<7d", "the last 7 days", false),
            new Age("<30d", "the last 30 days", false),
            new Age(">1h", "over an hour ago", false),
            new Age(">24h", "over 24 hours ago", false),
            new Age(">7d", "over 7 days ago", false));

    static ListFilters of(SubmissionQuery query, FilterChoices.Choices known) {
        return new ListFilters(
                choices(query),
                String.join(", ", query.values(QueryKey.TENANT)),
                String.join(", ", query.values(QueryKey.INTEGRATION)),
                ages(query),
                known);
    }

    private static List<Choice> choices(SubmissionQuery query) {
        List<Choice> choices = new ArrayList<>();
        for (SubmissionState state : SubmissionState.values()) {
            choices.add(new Choice(
                    Looks.of(state),
                    new ListQuery(query.toggled(QueryKey.STATE, state.word())).path(),
                    query.values(QueryKey.STATE).contains(state.word())));
        }
        choices.add(flag(query, QueryKey.WARNED, new Badge("With warnings", Icon.WARNING, Tone.WARN)));
        choices.add(flag(query, QueryKey.LATE, new Badge("Late", Icon.CLOCK, Tone.WARN)));
        choices.add(flag(query, QueryKey.DOUBLED, new Badge("May be doubled", Icon.TWICE, Tone.WARN)));
        return choices;
    }

    private static Choice flag(SubmissionQuery query, QueryKey key, Badge badge) {
        Term yes = new Term.Flag(key, true);
        boolean chosen = query.terms().contains(yes);
        return new Choice(badge, new ListQuery(chosen ? query.without(yes) : query.with(yes)).path(), chosen);
    }

    private static List<Age> ages(SubmissionQuery query) {
        String said = query.terms(Term.Age.class).stream()
                .map(age -> age.text())
                .collect(Collectors.joining(" "))
                .replaceFirst("^age:", "");
        List<Age> ages = new ArrayList<>();
        AGES.forEach(
                age -> ages.add(new Age(age.value(), age.words(), age.value().equals(said))));
        if (ages.stream().noneMatch(Age::chosen)) {
            ages.add(new Age(said, said.replace("age:", ""), true));
        }
        return ages;
    }
}
