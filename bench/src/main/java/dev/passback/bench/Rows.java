package dev.passback.bench;

import dev.passback.db.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database, looked at from outside. One thread. */
final class Rows implements AutoCloseable {

    private static final List<String> MONTHLY = List.of("warning", "attempt", "submission");

    private final Connection connection;

    Rows(String url) throws SQLException {
        DatabaseAddress address = DatabaseAddress.parse(url);
        this.connection = DriverManager.getConnection(
                address.jdbcUrl(), address.user(), address.password().reveal());
    }

    /** The database's time, from which on is counted. */
    String now() throws SQLException {
        return text("SELECT now()::text");
    }

    /** Whether all that happened until then is in the statistics. */
    boolean isCounted(String until) throws SQLException {
        return number("SELECT count(*) FROM folded WHERE until >= '" + until + "'") == 1;
    }

    /** Submissions that were accepted since. */
    long accepted(String since) throws SQLException {
        return number("SELECT count(*) FROM submission WHERE accepted_at >= '" + since + "'");
    }

    /** Those of them that are delivered, by an attempt that has ended. */
    long delivered(String since) throws SQLException {
        return number(
                "SELECT count(*) FROM submission s JOIN attempt a ON a.tenant_id = s.tenant_id AND a.submission_id = s.id "
                        + "WHERE s.accepted_at >= '" + since
                        + "' AND s.state = 'delivered' AND a.outcome = 'accepted'");
    }

    /** How many are being sent. */
    long sending() throws SQLException {
        return number("SELECT count(*) FROM submission_open WHERE state = 'sending'");
    }

    /** How many wait to be sent. */
    long queued() throws SQLException {
        return number("SELECT count(*) FROM submission_open WHERE state = 'queued'");
    }

    /** Stores submissions to an integration, all due now. */
    void makeDue(String integration, int count) throws SQLException {
        run("""
                INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, state, due_at,
                  retry_until)
                SELECT i.tenant_id, uuidv7(), i.id, 'bench', 'candidate', md5(n::text), 'Logic test',
                  'https://results.example.com/r/8f14e45f-ceea-467f-a8f3-7d1b2f0c9a11', '%s', 'queued', now(), now() + interval '72 hours'
                FROM integration i, generate_series(1, %d) n WHERE i.id = '%s'
                """.formatted(Generator.body(), count, integration));
    }

    /** So that no run pays for what another wrote: forgets what is still open, and writes all that is dirty. */
    void settleDown() throws SQLException {
        run("TRUNCATE submission_open");
        tidy();
    }

    /** Counts what is there, and writes all that is dirty; autovacuum, which would come in the midst of what follows, has nothing to do then. */
    void tidy() throws SQLException {
        run("VACUUM (ANALYZE) submission, attempt, warning");
        run("CHECKPOINT");
    }

    /** Lets the month go that is longest ago, as retention does; milliseconds that it takes. */
    double dropOldestMonth() throws SQLException {
        String month = text("SELECT right(min(c.relname), 7) FROM pg_class c JOIN pg_inherits h ON h.inhrelid = c.oid"
                + " WHERE c.relname ~ '^attempt_[0-9]{4}_[0-9]{2}$'");
        long begun = System.nanoTime();
        for (String table : MONTHLY) {
            run("DROP TABLE " + table + "_" + month);
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    void run(String statement) throws SQLException {
        try (Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    String text(String query) throws SQLException {
        try (Statement one = connection.createStatement();
                ResultSet rows = one.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
