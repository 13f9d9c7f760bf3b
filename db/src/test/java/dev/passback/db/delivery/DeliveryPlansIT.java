package dev.passback.db.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the queue costs must not grow with history: plans over a backlog and a history, as both kinds of plan there are. */
class DeliveryPlansIT {

    record Planned(String name, String sql, String mode) {
        @Override
        public String toString() {
            return name + ", " + mode;
        }
    }

    private static final Pattern SUBMISSIONS = Pattern.compile("\\bon (submission\\w*)");
    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    @BeforeAll
    static void fill() {
        TestTenant tenant = TestTenant.in(DATABASE);
        fill(tenant, 20_000, "delivered", "now(), NULL, NULL, NULL");
        fill(tenant, 10_000, "queued", "'infinity', now() - no * interval '1 s', NULL, NULL");
        fill(tenant, 200, "sending", "'infinity', NULL, gen_random_uuid(), now() + (no - 20) * interval '1 s'");
        DATABASE.run("""
                INSERT INTO attempt (tenant_id, submission_id, no, begun_at, lease, node)
                SELECT tenant_id, id, 1, accepted_at, gen_random_uuid(), 'node-1' FROM submission WHERE state <> 'queued'
                """);
        DATABASE.run("""
                INSERT INTO integration (tenant_id, id, label, connector, base_url, cap, answer_within, call_timeout, retry_waits,
                  retry_window, unsure_rule, unsure_wait)
                SELECT tenant_id, 'idle ' || no, label, connector, base_url, cap, answer_within, call_timeout, retry_waits,
                  retry_window, unsure_rule, unsure_wait FROM integration, generate_series(1, 300) AS no
                """);
        analyzeAsAutovacuumDoes();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    static Stream<Planned> statements() {
        return Stream.of("force_generic_plan", "force_custom_plan")
                .flatMap(mode -> Stream.of(
                        new Planned("claim", DeliveryQueue.CLAIM, mode),
                        new Planned("settle", DeliveryQueue.SETTLE, mode),
                        new Planned("take over", EndedLeases.TAKE_OVER, mode),
                        new Planned("due", DeliveryQueue.DUE, mode),
                        new Planned("watch", QueueWatch.WATCH, mode),
                        new Planned("ended leases", EndedLeases.TENANTS, mode)));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_statement_of_the_queue_touches_open_work_only(Planned planned) throws SQLException {
        // When
        String plan = plan(planned);
        // Then
        Set<String> touched =
                SUBMISSIONS.matcher(plan).results().map(found -> found.group(1)).collect(Collectors.toSet());
        touched.remove("submission");
        assertThat(touched).as(plan).containsExactly("submission_open");
    }

    /** What counts what waits, up to a bound, reads it as it comes. */
    static Stream<Planned> lookUps() {
        return statements().filter(planned -> !planned.name().equals("watch"));
    }

    @ParameterizedTest
    @MethodSource("lookUps")
    void a_statement_of_the_queue_finds_its_rows_by_an_index(Planned planned) throws SQLException {
        // When // Then
        assertThat(plan(planned)).doesNotContain("Seq Scan on submission", "Seq Scan on attempt");
    }

    @ParameterizedTest
    @CsvSource({"claim, submission_due", "due, submission_due", "watch, submission_due", "take over, submission_leased"
    })
    void the_queues_own_index_is_used(String name, String index) throws SQLException {
        for (Planned planned :
                statements().filter(some -> some.name().equals(name)).toList()) {
            // When // Then
            assertThat(plan(planned)).contains("Index Scan using " + index + " on submission_open");
        }
    }

    // Tables that are empty still have never been looked at by autovacuum, and that decides how they are planned for.
    private static void analyzeAsAutovacuumDoes() {
        DATABASE.column("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'").stream()
                .filter(table -> !DATABASE.column("SELECT 1 FROM ONLY " + table + " LIMIT 1")
                        .isEmpty())
                .forEach(table -> DATABASE.run("ANALYZE " + table));
    }

    private static void fill(TestTenant tenant, int rows, String state, String ends) {
        DATABASE.run(
                """
                INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, retry_until,
                  attempts, state, settled_at, due_at, lease, lease_until)
                SELECT %s, gen_random_uuid(), %s, 'key', 'candidate', 'candidate ' || no, 'label', 'https://example.com', '{}', now(),
                  1, %s,""" + ends + " FROM generate_series(1, " + rows + ") AS no",
                tenant.id(),
                tenant.integration().id(),
                state);
    }

    private static String plan(Planned planned) throws SQLException {
        return PreparedPlan.of(DATABASE, planned.sql(), "plan_cache_mode = " + planned.mode());
    }
}
