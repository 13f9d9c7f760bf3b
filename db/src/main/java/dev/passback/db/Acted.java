package dev.passback.db;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/** What an act on something without a version came to, such as revoking a key. */
public enum Acted {
    /** It is done, and written to the audit log. */
    DONE,
    /** There was nothing to do, or nothing left to do it with. */
    NOTHING,
    /** There is no such thing. */
    NOT_THERE;

    /** What became of it, from a statement that gives one column: whether it was done. */
    public static Acted of(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return NOT_THERE;
        }
        return rows.iterator().next().getBoolean(0) ? DONE : NOTHING;
    }
}
