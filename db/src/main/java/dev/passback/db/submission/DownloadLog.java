package dev.passback.db.submission;

import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** Who took which list away. Written before the first row leaves, and again with how many there were. */
public final class DownloadLog {

    private final Pool pool;

    public DownloadLog(Pool pool) {
        this.pool = pool;
    }

    static final String NOTE = """
            INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
            VALUES (0, $1, $4, $2, $3, 'staff', substr($1, 7), jsonb_strip_nulls(jsonb_build_object('query', $5::text, 'format', $6::text,
              'rows', $7::integer)))
            """;

    /** It begins; if this fails, nothing may leave. */
    public Future<Void> begins(String query, String format, Act act) {
        return note(act, "download", Tuple.of(query, format, null));
    }

    /** It is over, whether whole or because the reader went away. */
    public Future<Void> ended(String query, String format, int rows, Act act) {
        return note(act, "downloaded", Tuple.of(query, format, rows));
    }

    private Future<Void> note(Act act, String word, Tuple what) {
        Tuple values = act.addTo(Tuple.tuple()).addValue(word);
        for (int i = 0; i < what.size(); i++) {
            values.addValue(what.getValue(i));
        }
        return pool.preparedQuery(NOTE).execute(values).mapEmpty();
    }
}
