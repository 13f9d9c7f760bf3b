package dev.passback.core.submission.query;

import java.time.Duration;
import java.util.List;

/** One condition of a query. All terms of a query hold together. */
public sealed interface Term {

    /** As one types it; reading it gives the same term. */
    default String text() {
        return TermText.of(this);
    }

    /**
     * Words without a key: any place where they can stand is looked at, such as label, URL and ids.
     *
     * @param sought without quotes
     * @param negated finds those without them
     */
    record Word(String sought, boolean negated) implements Term {}

    /**
     * One of these values, or with {@code negated} none of them.
     *
     * @param values states as their words, codes perhaps with {@code *}; never empty
     */
    record OneOf(QueryKey key, List<String> values, boolean negated) implements Term {
        public OneOf {
            values = values.stream().distinct().toList();
        }
    }

    /** Something that is so, or not so. */
    record Flag(QueryKey key, boolean yes) implements Term {}

    /**
     * How long ago it was accepted.
     *
     * @param younger less than {@code than} ago; otherwise so long ago or longer
     */
    record Age(boolean younger, Duration than) implements Term {}

    /** How many attempts there were. */
    record Attempts(Comparison comparison, int count) implements Term {}

    /** How a number compares. */
    enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        EQUAL(""),
        AT_LEAST(">="),
        MORE(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }
}
