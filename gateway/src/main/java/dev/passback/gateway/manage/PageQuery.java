package dev.passback.gateway.manage;

import dev.passback.core.submission.Violation;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.QueryReader;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which page of a list is asked for.
 *
 * @param after what the page before ended with
 */
record PageQuery(int limit, Optional<String> after) {

    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    private static final String CURSOR_RULE = "must be \"next\" of the page before, to the letter";
    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 200;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

    /**
     * Reads a query that has nothing but the page.
     *
     * @throws ApiError naming every parameter that is wrong
     */
    static PageQuery read(RoutingContext ctx) {
        QueryReader query = new QueryReader(ctx.queryParams(), List.of(LIMIT, CURSOR));
        PageQuery page = read(query);
        query.finish();
        return page;
    }

    static PageQuery read(QueryReader query) {
        Optional<Integer> limit = query.one(LIMIT, PageQuery::limit, "must be a whole number from 1 to 200");
        Optional<String> after = query.one(CURSOR, PageQuery::parse, CURSOR_RULE);
        return new PageQuery(limit.orElse(DEFAULT_LIMIT), after);
    }

    /**
     * What the page before ended with, as what it was made of.
     *
     * @param reader gives nothing for what no page of this list ends with
     * @throws ApiError for the cursor of another list
     */
    <T> Optional<T> after(Function<String, Optional<T>> reader) {
        Optional<T> read = after.flatMap(reader);
        if (read.isEmpty() && after.isPresent()) {
            throw ApiError.invalid(List.of(new Violation("parameter " + CURSOR, CURSOR_RULE)));
        }
        return read;
    }

    /** Where a page ends, as callers get it: fit for a URL. */
    static String cursor(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> parse(String text) {
        try {
            String last = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            // again: the decoder takes padding, stray bits and broken UTF-8, and PostgreSQL takes no NUL
            return Optional.of(last)
                    .filter(decoded -> !decoded.isEmpty()
                            && decoded.indexOf(0) < 0
                            && cursor(decoded).equals(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> limit(String text) {
        return Optional.of(text)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(Integer::valueOf)
                .filter(number -> number <= LARGEST_LIMIT);
    }
}
