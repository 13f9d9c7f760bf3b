package dev.passback.db.export;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** The files that jobs wrote, read a part at a time. */
public final class ExportFiles {

    private final Pool pool;

    public ExportFiles(Pool pool) {
        this.pool = pool;
    }

    /** A part; they are counted from 0. */
    public record Part(int no, String text) {}

    static final String NEXT = """
            SELECT no, content FROM job_part WHERE job_id = $1 AND no > $2 ORDER BY no LIMIT 1
            """;

    /** The part after this one, -1 for the first; nothing when there is none. */
    public Future<Optional<Part>> next(UUID job, int after) {
        return pool.preparedQuery(NEXT).execute(Tuple.of(job, after)).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(new Part(row.getInteger("no"), row.getString("content")));
        });
    }
}
