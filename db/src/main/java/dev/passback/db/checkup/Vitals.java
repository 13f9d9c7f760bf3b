package dev.passback.db.checkup;

import dev.passback.db.access.TableAccess;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Looks at the database and changes nothing. What the role may not see is left out. Any thread. */
public final class Vitals {

    private final Pool pool;

    public Vitals(Pool pool) {
        this.pool = pool;
    }

    /**
     * The server.
     *
     * @param version as in {@code server_version_num}: 180001 is 18.1
     * @param writable false on a standby, or where transactions are read-only by default
     * @param settings some of {@code pg_settings}, with bytes for those that are sizes
     * @param connections that are open, of those that all may have
     */
    public record Server(
            int version,
            boolean writable,
            OffsetDateTime now,
            Map<String, String> settings,
            int connections,
            int mostConnections) {
        public Server {
            settings = Map.copyOf(settings);
        }
    }

    static final String SERVER = """
            SELECT current_setting('server_version_num')::integer AS version,
              NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off' AS writable,
              clock_timestamp() AS now,
              (SELECT count(*) FROM pg_stat_activity WHERE datid IS NOT NULL)::integer AS connections,
              (current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer) AS most
            """;

    static final String SETTINGS = """
            SELECT name, CASE unit
                WHEN '8kB' THEN (setting::numeric * 8192)::text
                WHEN 'kB' THEN (setting::numeric * 1024)::text
                WHEN 'MB' THEN (setting::numeric * 1048576)::text
                ELSE setting END AS value
            FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum', 'shared_buffers', 'max_wal_size')
            """;

    public Future<Server> server() {
        return pool.preparedQuery(SETTINGS).execute().compose(rows -> {
            Map<String, String> settings = new HashMap<>();
            rows.forEach(row -> settings.put(row.getString("name"), row.getString("value")));
            return pool.preparedQuery(SERVER)
                    .execute()
                    .map(found -> server(found.iterator().next(), settings));
        });
    }

    private static Server server(Row row, Map<String, String> settings) {
        return new Server(
                row.getInteger("version"),
                row.getBoolean("writable"),
                row.getOffsetDateTime("now"),
                settings,
                row.getInteger("connections"),
                row.getInteger("most"));
    }

    /** Privileges that the current role lacks, as {@code insert on attempt}. */
    public Future<List<String>> missingRights(boolean gateway) {
        List<String> tables = new ArrayList<>();
        List<String> rights = new ArrayList<>();
        for (TableAccess access : TableAccess.ALL_TABLES) {
            String all = (gateway ? access.gateway() : access.ui()).replaceAll("\\([^)]*\\)", "");
            for (String right : all.split(",", -1)) {
                if (!right.isBlank()) {
                    tables.add(access.table());
                    rights.add(right.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return list(
                MISSING_RIGHTS,
                Tuple.tuple().addValue(tables.toArray(String[]::new)).addValue(rights.toArray(String[]::new)),
                row -> row.getString("name") + " on " + row.getString("tab"));
    }

    // A right to some columns is enough to have it: which ones, TableAccess says and ./passback migrate sets.
    static final String MISSING_RIGHTS = """
            SELECT needed.name, needed.tab
            FROM unnest($1::text[], $2::text[]) AS needed (tab, name)
            WHERE to_regclass(needed.tab) IS NOT NULL AND NOT CASE needed.name
              WHEN 'delete' THEN has_table_privilege(to_regclass(needed.tab), 'delete')
              ELSE has_any_column_privilege(to_regclass(needed.tab), needed.name) END
            """;

    /** Months' partitions that should be there and are not: of this month and the next. */
    public Future<List<String>> missingPartitions() {
        return list(MISSING_PARTITIONS, Tuple.tuple(), row -> row.getString("name"));
    }

    static final String MISSING_PARTITIONS = """
            SELECT parent || to_char(month, '_YYYY_MM') AS name
            FROM unnest(ARRAY['submission', 'attempt', 'warning']) AS parent,
              generate_series(date_trunc('month', now() AT TIME ZONE 'UTC'), now() AT TIME ZONE 'UTC' + interval '1 month', interval '1 month') AS month
            WHERE to_regclass(parent || to_char(month, '_YYYY_MM')) IS NULL
            ORDER BY 1
            """;

    /** Partitions that catch what fits no month and hold something; they should be empty. */
    public Future<List<String>> unplaced() {
        return list(UNPLACED, Tuple.tuple(), row -> row.getString("name"));
    }

    // As the statistics have it: a role may not read partitions themselves.
    static final String UNPLACED = """
            SELECT relname AS name FROM pg_stat_user_tables
            WHERE schemaname = current_schema() AND relname IN ('submission_unplaced', 'attempt_unplaced', 'warning_unplaced')
              AND n_live_tup > 0
            """;

    /** A table that vacuum is behind with: more dead rows than living ones. */
    public record Bloated(String table, long dead, long living) {}

    static final String BLOATED = """
            SELECT relname AS name, n_dead_tup AS dead, n_live_tup AS living FROM pg_stat_user_tables
            WHERE schemaname = current_schema() AND n_dead_tup > 500000 AND n_dead_tup > n_live_tup
            ORDER BY n_dead_tup DESC
            LIMIT 5
            """;

    public Future<List<Bloated>> bloated() {
        return list(
                BLOATED,
                Tuple.tuple(),
                row -> new Bloated(row.getString("name"), row.getLong("dead"), row.getLong("living")));
    }

    /** A transaction that has been open for minutes: vacuum removes nothing that it could still see. */
    public record OldTransaction(int pid, String application, long seconds) {}

    static final String OLD_TRANSACTIONS = """
            SELECT pid, coalesce(application_name, '') AS application, extract(epoch FROM now() - xact_start)::bigint AS seconds
            FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND xact_start < now() - interval '5 minutes'
            ORDER BY xact_start
            LIMIT 5
            """;

    public Future<List<OldTransaction>> oldTransactions() {
        return list(
                OLD_TRANSACTIONS,
                Tuple.tuple(),
                row -> new OldTransaction(row.getInteger("pid"), row.getString("application"), row.getLong("seconds")));
    }

    /** A standby that is behind, or a replication slot whose reader is away: {@code bytes} of write-ahead log are kept for it. */
    public record Behind(String name, boolean slot, long bytes) {}

    static final String BEHIND = """
            SELECT application_name AS name, false AS slot, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint AS bytes
            FROM pg_stat_replication
            WHERE NOT pg_is_in_recovery() AND pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) > 268435456
            UNION ALL
            SELECT slot_name, true, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint
            FROM pg_replication_slots
            WHERE NOT pg_is_in_recovery() AND NOT active AND pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) > 1073741824
            """;

    public Future<List<Behind>> behind() {
        return list(
                BEHIND,
                Tuple.tuple(),
                row -> new Behind(row.getString("name"), row.getBoolean("slot"), row.getLong("bytes")));
    }

    /** Addresses of upstreams, each once: those of integrations that are not paused, at most 50. */
    public Future<List<String>> upstreams() {
        return list(UPSTREAMS, Tuple.tuple(), row -> row.getString("base_url"));
    }

    static final String UPSTREAMS = """
            SELECT DISTINCT base_url FROM integration WHERE state <> 'paused' ORDER BY 1 LIMIT 50
            """;

    private <T> Future<List<T>> list(String statement, Tuple values, Function<Row, T> line) {
        return pool.preparedQuery(statement).execute(values).map(rows -> lines(rows, line));
    }

    private static <T> List<T> lines(RowSet<Row> rows, Function<Row, T> line) {
        return StreamSupport.stream(rows.spliterator(), false).map(line).toList();
    }
}
