package dev.passback.core.submission.query;

import dev.passback.core.problem.ProblemId;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands behind a key and its colon. */
final class TermReader {

    private static final Pattern AGE = Pattern.compile("([<>]?)=?([0-9]{1,5})([mhdw]?)");
    private static final Pattern COUNT = Pattern.compile("(<=|>=|<|>|=?)([0-9]{1,6})");
    private static final List<String> STATES =
            Arrays.stream(SubmissionState.values()).map(SubmissionState::word).toList();

    private final QueryReader reader;
    private final QueryKey key;
    private final boolean negated;

    TermReader(QueryReader reader, QueryKey key, boolean negated) {
        this.reader = reader;
        this.key = key;
        this.negated = negated;
    }

    void read() {
        switch (key.kind()) {
            case TEXT -> values();
            case STATE -> values();
            case ID -> values();
            case PROBLEM -> values();
            case YES_NO -> flag(one());
            case AGE -> age(one());
            case ATTEMPTS -> attempts(one());
        }
    }

    /** A value and where it stands. */
    private record Place(String value, int offset, int length) {}

    private Place place() {
        int begins = reader.at();
        String value = reader.value();
        Place place = new Place(value, begins, Math.max(0, reader.at() - begins));
        if (value.isBlank()) {
            refuse(place, key.word() + ": needs a value right behind it, as in " + key.example());
        }
        return place;
    }

    private Place one() {
        Place place = place();
        if (reader.skipComma()) {
            refuse(place, key.word() + ": takes one value, as in " + key.example());
        }
        return place;
    }

    private void values() {
        List<String> values = new ArrayList<>();
        do {
            Place place = place();
            values.add(
                    switch (key.kind()) {
                        case STATE -> state(place);
                        case ID -> id(place);
                        case PROBLEM -> problem(place);
                        case TEXT, YES_NO, AGE, ATTEMPTS -> place.value();
                    });
        } while (reader.skipComma());
        reader.add(new Term.OneOf(key, values, negated));
    }

    private String state(Place place) {
        String word = place.value().toLowerCase(Locale.ROOT);
        if (!STATES.contains(word)) {
            refuse(place, "there is no state '" + place.value() + "'; " + meant(word));
        }
        return word;
    }

    private static String meant(String word) {
        return Nearest.to(word, STATES)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("there are " + String.join(", ", STATES));
    }

    private String id(Place place) {
        Optional<SubmissionId> id = SubmissionId.parse(place.value());
        if (id.isEmpty()) {
            refuse(place, "'" + place.value() + "' is no submission id; one looks like " + QueryKey.ID.example());
        }
        return id.map(SubmissionId::toString).orElse("");
    }

    private String problem(Place place) {
        Optional<ProblemId> id = ProblemId.parse(place.value().toLowerCase(Locale.ROOT));
        if (id.isEmpty()) {
            refuse(place, "'" + place.value() + "' is no problem's id; one looks like " + QueryKey.PROBLEM.example());
        }
        return id.map(ProblemId::toString).orElse("");
    }

    private void flag(Place place) {
        String word = place.value().toLowerCase(Locale.ROOT);
        if (!word.equals("yes") && !word.equals("no")) {
            refuse(place, key.word() + ": is yes or no, not '" + place.value() + "'");
        }
        Term.Flag flag = new Term.Flag(key, word.equals("yes") != negated);
        if (reader.terms().contains(new Term.Flag(key, !flag.yes()))) {
            refuse(place, key.word() + ": cannot be yes and no at once");
        }
        reader.add(flag);
    }

    private void age(Place place) {
        Matcher age = AGE.matcher(place.value());
        if (!age.matches() || age.group(1).isEmpty() || age.group(3).isEmpty()) {
            refuse(place, "age: is < (younger) or > (older) with a number and m, h, d or w, as in age:<24h or age:>7d");
            return;
        }
        reader.add(
                new Term.Age(age.group(1).equals("<") != negated, length(Long.parseLong(age.group(2)), age.group(3))));
    }

    private static Duration length(long count, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }

    private void attempts(Place place) {
        Matcher count = COUNT.matcher(place.value());
        if (!count.matches()) {
            refuse(place, "attempts: is a number, perhaps behind < or >, as in attempts:>3");
            return;
        }
        Term.Comparison comparison = comparison(count.group(1));
        if (negated && comparison == Term.Comparison.EQUAL) {
            refuse(place, "-attempts: needs < or > before the number");
        }
        reader.add(new Term.Attempts(negated ? opposite(comparison) : comparison, Integer.parseInt(count.group(2))));
    }

    private static Term.Comparison comparison(String sign) {
        return Arrays.stream(Term.Comparison.values())
                .filter(one -> one.sign().equals(sign))
                .findFirst()
                .orElse(Term.Comparison.EQUAL);
    }

    private static Term.Comparison opposite(Term.Comparison comparison) {
        return switch (comparison) {
            case LESS -> Term.Comparison.AT_LEAST;
            case AT_MOST -> Term.Comparison.MORE;
            case EQUAL -> Term.Comparison.EQUAL;
            case AT_LEAST -> Term.Comparison.LESS;
            case MORE -> Term.Comparison.AT_MOST;
        };
    }

    private void refuse(Place place, String sentence) {
        reader.refuse(place.offset(), place.length(), sentence);
    }
}
