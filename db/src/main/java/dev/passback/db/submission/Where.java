package dev.passback.db.submission;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the rows of {@code submission s}, put together of fragments that are constants of the code; what people typed is in the
 * values alone.
 */
public final class Where {

    private static final String NOTHING = "false";

    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    Where() {}

    /**
     * And this.
     *
     * @param fragment with a {@code ?} for each value
     */
    public Where and(String fragment, Object... its) {
        sql.append(sql.isEmpty() ? "" : "\n  AND ");
        int from = 0;
        for (Object value : its) {
            int mark = fragment.indexOf('?', from);
            sql.append(fragment, from, mark).append(next(value));
            from = mark + 1;
        }
        sql.append(fragment, from, fragment.length());
        return this;
    }

    /** No row matches. */
    Where nothing() {
        return and(NOTHING);
    }

    /** One more value of the statement around it; returns how the statement names it. */
    public String next(@Nullable Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** The condition, to stand behind {@code WHERE}. */
    public String sql() {
        return sql.isEmpty() ? "true" : sql.toString();
    }

    /** The values, in the order of their numbers. */
    public Tuple values() {
        Tuple tuple = Tuple.tuple();
        values.forEach(tuple::addValue);
        return tuple;
    }
}
