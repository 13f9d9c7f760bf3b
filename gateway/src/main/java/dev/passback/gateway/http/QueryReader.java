package dev.passback.gateway.http;

import dev.passback.core.submission.Excerpt;
import dev.passback.core.submission.Violation;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the query of one request and notes every parameter that is wrong, so that the caller is told of all at once. */
public final class QueryReader {

    private static final int LONGEST_SHOWN = 80;

    private final MultiMap query;
    private final List<Violation> violations = new ArrayList<>();

    /**
     * A reader of a query.
     *
     * @param known the parameters there are; any other is wrong
     */
    public QueryReader(MultiMap query, List<String> known) {
        this.query = query;
        query.names().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> wrong(quoted(name), "is unknown; there are " + String.join(", ", known)));
    }

    public boolean has(String name) {
        return query.contains(name);
    }

    /** The values of a parameter that may be repeated. */
    public List<String> all(String name) {
        return query.getAll(name);
    }

    /**
     * The value of a parameter that may be absent and is given once.
     *
     * @param reader gives nothing for a text that cannot stand there
     * @param rule what is wanted, a clause without the parameter's name
     */
    public <T> Optional<T> one(String name, Function<String, Optional<T>> reader, String rule) {
        List<String> values = all(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            wrong(name, "is given " + values.size() + " times; once is taken");
            return Optional.empty();
        }
        Optional<T> value = reader.apply(values.getFirst());
        if (value.isEmpty()) {
            wrong(name, rule);
        }
        return value;
    }

    /** Notes what is wrong with a parameter. */
    public void wrong(String name, String message) {
        violations.add(new Violation("parameter " + name, message));
    }

    /**
     * Ends the reading.
     *
     * @throws ApiError naming everything that was noted
     */
    public void finish() {
        if (!violations.isEmpty()) {
            throw ApiError.invalid(violations);
        }
    }

    /** A caller's text as it may stand in a message. */
    public static String quoted(String text) {
        return '"' + Excerpt.of(text, LONGEST_SHOWN) + '"';
    }
}
