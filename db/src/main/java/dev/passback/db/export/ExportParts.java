package dev.passback.db.export;

import dev.passback.db.submission.SubmissionLine;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** The files that jobs write, part by part: a part is what one batch wrote, and is there when that is committed. */
public final class ExportParts {

    /** How many lines a file has at the most. */
    public static final int MOST_LINES = 1_000_000;

    private ExportParts() {}

    static final String APPEND = """
            INSERT INTO job_part (job_id, no, content)
            SELECT $1, coalesce(max(no) + 1, 0), $2 FROM job_part WHERE job_id = $1
            """;

    /** Adds the next part, within a transaction that holds the job. */
    public static Future<Void> append(
            SqlConnection connection, UUID job, FileFormat format, List<SubmissionLine> lines) {
        return lines.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(APPEND)
                        .execute(Tuple.of(job, format.lines(lines)))
                        .mapEmpty();
    }
}
