package dev.passback.db;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.jspecify.annotations.Nullable;

/**
 * What a change of something that people set came to. Each of those has a version: a change made on top of an older one is
 * refused, so nobody overwrites what he has not seen.
 */
public sealed interface Change {

    /** It is done, and written to the audit log. */
    record Changed(long version) implements Change {}

    /** It was so before: nothing was done, nothing written. */
    record Unchanged(long version) implements Change {}

    /** Somebody else has changed it meanwhile: nothing was done. */
    record Stale(long version) implements Change {}

    /** There is no such thing. */
    record NotThere() implements Change {}

    /**
     * What became of a change that named the version it was made on.
     *
     * @param rows the version before as {@code was} and the one after, if it was changed, as {@code now}
     */
    static Change ofVersioned(RowSet<Row> rows) {
        return of(rows, true);
    }

    /** What became of an act that may have been done before; rows as in {@link #ofVersioned}. */
    static Change ofAct(RowSet<Row> rows) {
        return of(rows, false);
    }

    private static Change of(RowSet<Row> rows, boolean versioned) {
        if (rows.size() == 0) {
            return new NotThere();
        }
        Row row = rows.iterator().next();
        long was = row.getLong("was");
        @Nullable Long now = row.getLong("now");
        if (now != null) {
            return new Changed(now);
        }
        return versioned ? new Stale(was) : new Unchanged(was);
    }
}
