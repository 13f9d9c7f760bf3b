package dev.passback.core.submission.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which submissions somebody looks for. All terms hold together. There is at most one {@link Term.OneOf} a key and sign, at most
 * one {@link Term.Flag} a key, and no term twice.
 */
public record SubmissionQuery(List<Term> terms) {

    /** All submissions. */
    public static final SubmissionQuery ALL = new SubmissionQuery(List.of());

    public SubmissionQuery {
        terms = joined(terms);
    }

    private static List<Term> joined(List<Term> terms) {
        List<Term> joined = new ArrayList<>();
        for (Term term : terms) {
            int same = 0;
            while (same < joined.size() && !Objects.equals(slot(joined.get(same)), slot(term))) {
                same++;
            }
            if (same == joined.size()) {
                joined.add(term);
            } else {
                joined.set(same, together(joined.get(same), term));
            }
        }
        return List.copyOf(joined);
    }

    /** Terms with the same slot become one. */
    private static Object slot(Term term) {
        return switch (term) {
            case Term.OneOf oneOf -> List.of(oneOf.key(), oneOf.negated());
            case Term.Flag flag -> flag.key();
            case Term.Word word -> word;
            case Term.Age age -> age;
            case Term.Attempts attempts -> attempts;
        };
    }

    private static Term together(Term first, Term second) {
        return first instanceof Term.OneOf one && second instanceof Term.OneOf other
                ? new Term.OneOf(
                        one.key(),
                        Stream.concat(one.values().stream(), other.values().stream())
                                .toList(),
                        one.negated())
                : second;
    }

    /** As one types it. Reading that gives an equal query. */
    public String text() {
        return terms.stream().map(Term::text).collect(Collectors.joining(" "));
    }

    /** Whether it asks for nothing in particular. */
    public boolean isAll() {
        return terms.isEmpty();
    }

    /** The values of which it wants one; none if any will do. */
    public List<String> values(QueryKey key) {
        return values(key, false);
    }

    /** The values that it does not want. */
    public List<String> unwanted(QueryKey key) {
        return values(key, true);
    }

    private List<String> values(QueryKey key, boolean negated) {
        return all(Term.OneOf.class, term -> term.key() == key && term.negated() == negated)
                .flatMap(term -> term.values().stream())
                .toList();
    }

    /** Whether it wants what is so, or what is not so; nothing if either will do. */
    public Optional<Boolean> flag(QueryKey key) {
        return all(Term.Flag.class, term -> term.key() == key).findFirst().map(Term.Flag::yes);
    }

    /** The words without a key that it wants, or with {@code negated} does not want. */
    public List<String> words(boolean negated) {
        return all(Term.Word.class, word -> word.negated() == negated)
                .map(Term.Word::sought)
                .toList();
    }

    /** The terms of one kind. */
    public <T extends Term> List<T> terms(Class<T> kind) {
        return all(kind, term -> true).toList();
    }

    private <T extends Term> Stream<T> all(Class<T> kind, Predicate<T> which) {
        return terms.stream().filter(kind::isInstance).map(kind::cast).filter(which);
    }

    /** The same and this; a flag takes the place of its opposite. */
    public SubmissionQuery with(Term term) {
        return new SubmissionQuery(
                Stream.concat(terms.stream(), Stream.of(term)).toList());
    }

    /** The same but for this term. */
    public SubmissionQuery without(Term term) {
        return new SubmissionQuery(
                terms.stream().filter(other -> !other.equals(term)).toList());
    }

    /** The same but for all that is said by this key. */
    public SubmissionQuery without(QueryKey key) {
        return new SubmissionQuery(terms.stream()
                .filter(term -> !keyOf(term).equals(Optional.of(key)))
                .toList());
    }

    /** With this value wanted, or no longer wanted if it was. */
    public SubmissionQuery toggled(QueryKey key, String value) {
        List<String> values = new ArrayList<>(values(key));
        if (!values.remove(value)) {
            return with(new Term.OneOf(key, List.of(value), false));
        }
        Function<Term, Stream<Term>> changed =
                term -> !(term instanceof Term.OneOf oneOf && oneOf.key() == key && !oneOf.negated())
                        ? Stream.of(term)
                        : values.isEmpty() ? Stream.of() : Stream.of(new Term.OneOf(key, values, false));
        return new SubmissionQuery(terms.stream().flatMap(changed).toList());
    }

    /** By which key a term is said; a word is said by none. */
    private static Optional<QueryKey> keyOf(Term term) {
        return switch (term) {
            case Term.OneOf oneOf -> Optional.of(oneOf.key());
            case Term.Flag flag -> Optional.of(flag.key());
            case Term.Age age -> Optional.of(QueryKey.AGE);
            case Term.Attempts attempts -> Optional.of(QueryKey.ATTEMPTS);
            case Term.Word word -> Optional.empty();
        };
    }
}
