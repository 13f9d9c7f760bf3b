package dev.passback.db;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;

/** Whether this program may work on a database's schema. Asked at each start, so without Flyway, which takes half as long to load as all the rest. */
public final class SchemaVersion {

    /** The newest migration of this program. */
    static final int NEWEST = 43;

    private static final String NO_SUCH_TABLE = "42P01";

    private SchemaVersion() {}

    static final String APPLIED = """
            SELECT coalesce(max(version::integer), 0) AS newest FROM flyway_schema_history WHERE success
            """;

    /** Whether every migration of this program is applied. True for a schema that is newer than the program, too. */
    public static Future<Boolean> isCurrent(SqlClient client) {
        return client.preparedQuery(APPLIED)
                .execute()
                .map(rows -> rows.iterator().next().getInteger("newest") >= NEWEST)
                .recover(
                        failure -> failure instanceof PgException refused && NO_SUCH_TABLE.equals(refused.getSqlState())
                                ? Future.succeededFuture(false)
                                : Future.failedFuture(failure));
    }
}
