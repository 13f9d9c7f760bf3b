package dev.passback.core.submission.query;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes terms as one types them. */
final class TermText {

    // Neither a blank nor a comma, and nothing that reads as a sign at the beginning.
    private static final Pattern PLAIN_VALUE = Pattern.compile("[^\\s,\"\\\\<>=-][^\\s,\\\\]*");

    private TermText() {}

    static String of(Term term) {
        return switch (term) {
            case Term.Word word -> sign(word.negated()) + word(word);
            case Term.OneOf oneOf ->
                sign(oneOf.negated())
                        + oneOf.key().word()
                        + ":"
                        + oneOf.values().stream().map(TermText::value).collect(Collectors.joining(","));
            case Term.Flag flag -> flag.key().word() + ":" + (flag.yes() ? "yes" : "no");
            case Term.Age age -> "age:" + (age.younger() ? "<" : ">") + duration(age.than());
            case Term.Attempts attempts -> "attempts:" + attempts.comparison().sign() + attempts.count();
        };
    }

    private static String sign(boolean negated) {
        return negated ? "-" : "";
    }

    /** Bare where that reads as the same word, which the reader itself says best. */
    private static String word(Term.Word word) {
        String sought = word.sought();
        boolean reads = QueryReader.read(sought)
                .asked()
                .filter(query -> query.terms().equals(List.of(new Term.Word(sought, false))))
                .isPresent();
        return reads ? sought : quoted(sought);
    }

    private static String value(String value) {
        return PLAIN_VALUE.matcher(value).matches() ? value : quoted(value);
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String duration(Duration length) {
        long minutes = length.toMinutes();
        if (minutes % (24 * 60) == 0 && minutes > 24 * 60) {
            return length.toDays() + "d";
        }
        return minutes % 60 == 0 ? length.toHours() + "h" : minutes + "m";
    }
}
