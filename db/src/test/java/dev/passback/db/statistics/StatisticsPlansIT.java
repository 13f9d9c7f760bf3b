package dev.passback.db.statistics;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.problem.Cause;
import dev.passback.core.problem.ProblemId;
import dev.passback.db.Database;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.problem.ProblemStore;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the overview costs must not grow with history or with a backlog. */
class StatisticsPlansIT {

    /** Where the rows are; the months ahead are empty and read in whichever way. */
    private static final String THIS_MONTH =
            DateTimeFormatter.ofPattern("uuuu_MM").format(OffsetDateTime.now(ZoneOffset.UTC));

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final TestTenant TENANT = TestTenant.in(DATABASE);
    private static final ProblemId PROBLEM = Cause.ofWarning("a warning").on(TENANT.integration());
    private static final Pool PAGES = Database.openForPages(DATABASE.vertx(), DATABASE.address(), 2);

    @BeforeAll
    static void fill() {
        fill(60_000, "delivered", "now(), NULL, NULL, NULL");
        fill(20_000, "queued", "'infinity', now() + no * interval '1 s', NULL, NULL");
        fill(5, "sending", "'infinity', NULL, gen_random_uuid(), now()");
        DATABASE.run("""
                INSERT INTO attempt (tenant_id, submission_id, no, begun_at, lease, node, ended_at, outcome, integration_id, next_state)
                SELECT tenant_id, id, 1, now(), gen_random_uuid(), 'node-1', accepted_at, 'accepted', integration_id, 'delivered'
                FROM submission WHERE state = 'delivered' ORDER BY accepted_at
                """);
        DATABASE.run("""
                INSERT INTO warning (tenant_id, submission_id, attempt, no, message, integration_id, problem)
                SELECT tenant_id, submission_id, 1, 1, 'a warning', integration_id, %s
                FROM attempt ORDER BY ended_at
                """.replace("%s", Long.toString(PROBLEM.value())));
        for (String table : new String[] {"submission", "attempt", "warning"}) {
            DATABASE.run("ANALYZE " + table);
        }
        DATABASE.run("UPDATE folded SET until = now() - interval '20 s'");
    }

    @AfterAll
    static void close() {
        await(PAGES.close());
        DATABASE.close();
    }

    @Test
    void the_last_moments_are_found_by_their_time_and_not_by_reading_history() throws SQLException {
        // When
        String plan = plan("'hour', 3600, 24, NULL", Statistics.SERIES);
        // Then
        assertThat(plan)
                .contains("accepted_at", "Bitmap Index Scan")
                .doesNotContain("Seq Scan on submission_" + THIS_MONTH, "Seq Scan on attempt_" + THIS_MONTH);
    }

    /** Else a third of history is expected to be of the last moments, and millions of rows are read from end to end. */
    @Test
    void few_rows_are_expected_to_be_of_the_last_moments() throws SQLException {
        // When
        String plan = explain("EXPLAIN", "'hour', 3600, 24, NULL", Statistics.SERIES);
        // Then
        List<Integer> expected = Pattern.compile("Heap Scan on (?:submission|attempt)_" + THIS_MONTH + " .*rows=(\\d+)")
                .matcher(plan)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
        assertThat(expected)
                .as(plan)
                .hasSize(2)
                .allSatisfy(rows -> assertThat(rows).isLessThan(6_000));
    }

    @Test
    void what_is_under_way_is_counted_by_its_own_index_beside_a_backlog() throws SQLException {
        assertThat(plan("NULL, 1001", Standing.OPEN))
                .contains("submission_leased")
                .doesNotContain("on submission_2");
    }

    @Test
    void a_count_stops_at_its_limit() {
        // When
        long start = System.nanoTime();
        Standing.Open open = await(new Standing(PAGES).open(Optional.empty()));
        int standing = await(new ProblemStore(PAGES).standing(TENANT.id(), PROBLEM, 1_001));
        // Then
        assertThat(open).isEqualTo(new Standing.Open(1_001, 5, 0));
        assertThat(standing).isEqualTo(1_001);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    private static void fill(int rows, String state, String ends) {
        DATABASE.run(
                """
                INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, retry_until,
                  attempts, accepted_at, state, settled_at, due_at, lease, lease_until)
                SELECT %s, gen_random_uuid(), %s, 'key', 'candidate', 'candidate ' || no, 'label', 'https://example.com', '{}', now(),
                  1, now() - (""" + rows + " - no) * interval '10 s', %s, " + ends + " FROM generate_series(1, " + rows + ") AS no",
                TENANT.id(),
                TENANT.integration().id(),
                state);
    }

    private static String plan(String values, String sql) throws SQLException {
        return explain("EXPLAIN (COSTS OFF)", values, sql);
    }

    private static String explain(String how, String values, String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_custom_plan");
            statement.execute("PREPARE it AS " + sql);
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery(how + " EXECUTE it(" + values + ")")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
