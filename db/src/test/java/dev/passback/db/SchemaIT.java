package dev.passback.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.submission.SubmissionId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/** The schema refuses the impossible: each CHECK constraint by name. */
class SchemaIT {

    record Impossible(String constraint, String sql) {}

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    // each starts from a tenant with an integration, and a submission that is queued after one attempt
    static List<Impossible> impossible() {
        return List.of(
                new Impossible("tenant.a_tenant_has_a_name", "UPDATE tenant SET name = ''"),
                new Impossible("tenant_key.a_hash_is_sha_256", """
                        INSERT INTO tenant_key (id, tenant_id, hash, scopes) SELECT 'k', id, '\\x0102', '{}' FROM tenant"""),
                new Impossible("tenant.days_to_keep_are_bounded", "UPDATE tenant SET keep_days = 0"),
                new Impossible("tenant.days_to_keep_are_bounded", "UPDATE tenant SET keep_bodies_days = -1"),
                new Impossible("tenant.a_hold_has_a_reason", "UPDATE tenant SET hold_since = now()"),
                new Impossible("tenant.a_rate_has_a_burst", "UPDATE tenant SET rate_per_second = 5"),
                new Impossible(
                        "tenant.limits_let_something_through", "UPDATE tenant SET rate_per_second = 0, rate_burst = 5"),
                new Impossible("management_key.a_hash_is_sha_256", """
                        INSERT INTO management_key (id, hash, scopes) VALUES ('k', '\\x0102', '{}')"""),
                new Impossible("staff.one_way_to_sign_in", "INSERT INTO staff (name, role) VALUES ('anna', 'admin')"),
                new Impossible("audit.a_subject_is_known", """
                        INSERT INTO audit (tenant_id, actor, act, subject_kind) VALUES (1, 'anna', 'look', 'weather')"""),
                new Impossible("staff.a_role_is_known", "INSERT INTO staff VALUES ('anna', 'owner', 'hash')"),
                new Impossible("integration.an_id_fits_a_header", integrationWithId("''")),
                new Impossible("integration.an_id_fits_a_header", integrationWithId("repeat('x', 201)")),
                new Impossible("integration.a_state_is_known", "UPDATE integration SET state = 'sleeping'"),
                new Impossible("integration.a_block_has_a_reason", "UPDATE integration SET state = 'blocked'"),
                new Impossible("integration.an_unsure_rule_is_known", "UPDATE integration SET unsure_rule = 'guess'"),
                new Impossible("integration.a_cap_lets_something_through", "UPDATE integration SET cap = 0"),
                new Impossible("submission.a_target_kind_is_known", "UPDATE submission SET target_kind = 'job'"),
                new Impossible("submission.a_state_is_known", "UPDATE submission SET state = 'lost', due_at = NULL"),
                new Impossible(
                        "submission.open_work_and_history_are_apart",
                        "UPDATE submission SET state = 'delivered', due_at = NULL"),
                new Impossible(
                        "submission.open_work_and_history_are_apart", "UPDATE submission SET settled_at = now()"),
                new Impossible("submission.only_what_is_queued_is_due", "UPDATE submission SET due_at = NULL"),
                new Impossible("submission.only_what_is_queued_is_due", "UPDATE submission SET state = 'held'"),
                new Impossible(
                        "submission.only_what_is_sending_is_leased",
                        "UPDATE submission SET state = 'sending', due_at = NULL"),
                new Impossible(
                        "submission.only_what_is_sending_is_leased",
                        "UPDATE submission SET lease = gen_random_uuid(), lease_until = now()"),
                new Impossible("submission.a_lease_ends", "UPDATE submission SET lease_until = now()"),
                new Impossible(
                        "submission.a_lease_ends",
                        "UPDATE submission SET state = 'sending', due_at = NULL, lease = gen_random_uuid()"),
                new Impossible("attempt.an_outcome_is_known", "UPDATE attempt SET outcome = 'fine', ended_at = now()"),
                new Impossible("attempt.an_ended_attempt_has_an_outcome", "UPDATE attempt SET outcome = NULL"),
                new Impossible("attempt.an_ended_attempt_has_an_outcome", "UPDATE attempt SET ended_at = NULL"),
                new Impossible("integration.a_lowered_cap_ends", "UPDATE integration SET cap_now = 3"),
                new Impossible(
                        "integration.a_lowered_cap_lets_something_through",
                        "UPDATE integration SET cap_now = 0, cap_now_until = now()"),
                new Impossible("slot_lease.slots_are_counted", """
                        INSERT INTO slot_lease SELECT tenant_id, id, 'node', -1, 0, now() FROM integration"""),
                new Impossible("tenant.days_to_keep_are_bounded", "UPDATE tenant SET keep_days = 0"),
                new Impossible("tenant.days_to_keep_are_bounded", "UPDATE tenant SET keep_bodies_days = -1"),
                new Impossible("tenant.a_hold_has_a_reason", "UPDATE tenant SET hold_since = now()"),
                new Impossible("tenant.a_rate_has_a_burst", "UPDATE tenant SET rate_per_second = 1"),
                new Impossible("tenant.limits_let_something_through", "UPDATE tenant SET per_day = 0"),
                new Impossible(
                        "unknown_name.buckets_are_bounded", "INSERT INTO unknown_name VALUES (1048576, 1, now())"),
                new Impossible("tenant_allowance.nobody_owes_tokens", allowance("-1", "0")),
                new Impossible("tenant_allowance.links_taken_are_counted", allowance("0", "-1")),
                new Impossible("idempotency.a_key_fits_a_header", keyed("''", "NULL, NULL")),
                new Impossible("idempotency.a_key_fits_a_header", keyed("repeat('x', 256)", "NULL, NULL")),
                new Impossible("idempotency.an_answer_is_whole", keyed("'key'", "200, NULL")),
                new Impossible("problem.a_kind_is_known", problem("'wish', 'open', NULL")),
                new Impossible("problem.a_state_is_known", problem("'failure', 'lost', NULL")),
                new Impossible("problem.only_what_is_muted_is_muted_until", problem("'failure', 'muted', NULL")),
                new Impossible("problem.only_what_is_muted_is_muted_until", problem("'failure', 'open', now()")),
                new Impossible("rollup.a_grain_is_known", """
                        INSERT INTO rollup SELECT id, 'i', 'week', now(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM tenant LIMIT 1"""),
                new Impossible("folded.there_is_one_row", "UPDATE folded SET only_one = false"),
                new Impossible("saved_view.a_view_has_a_name", view("''", "''")),
                new Impossible("saved_view.a_query_has_an_end", view("'mine'", "repeat('x', 4001)")),
                new Impossible("webhook.a_webhook_state_is_known", webhook("'{submission.held}', 'asleep', NULL")),
                new Impossible("webhook.a_webhook_hears_of_something", webhook("'{}', 'active', NULL")),
                new Impossible(
                        "webhook.a_disabled_webhook_has_a_reason", webhook("'{problem.opened}', 'disabled', NULL")),
                new Impossible("webhook_message.a_message_state_is_known", message("'lost', NULL")),
                new Impossible("webhook_message.only_a_waiting_message_is_due", message("'delivered', now()")),
                new Impossible("job.a_job_act_is_known", job("'sing', 10, 'waiting', NULL, NULL, NULL")),
                new Impossible("job.a_job_state_is_known", job("'cancel', 10, 'tired', NULL, NULL, NULL")),
                new Impossible("job.a_job_has_a_rate", job("'cancel', 0, 'waiting', NULL, NULL, NULL")),
                new Impossible("job.a_job_that_is_over_has_ended", job("'cancel', 10, 'done', NULL, NULL, NULL")),
                new Impossible(
                        "job.only_a_running_job_is_leased",
                        job("'cancel', 10, 'waiting', NULL, gen_random_uuid(), now()")));
    }

    private static String webhook(String values) {
        return "INSERT INTO webhook (tenant_id, id, url, events, state, state_reason)"
                + " SELECT id, gen_random_uuid(), 'https://a.example', " + values + " FROM tenant LIMIT 1";
    }

    private static String message(String values) {
        return "INSERT INTO webhook_message (tenant_id, webhook_id, id, type, body, state, due_at)"
                + " SELECT id, gen_random_uuid(), gen_random_uuid(), 'submission.held', '{}', " + values
                + " FROM tenant LIMIT 1";
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void an_impossible_row_is_refused(Impossible row) {
        // Given
        TestTenant tenant = TestTenant.in(DATABASE);
        tenant.settled(TestTenant.UNSURE, new NextStep.Again(Duration.ZERO));
        // When
        Throwable refused = catchThrowableOfType(IllegalStateException.class, () -> DATABASE.run(row.sql()))
                .getCause();
        // Then
        assertThat(refused).isInstanceOfSatisfying(PSQLException.class, violation -> {
            assertThat(violation.getSQLState()).isEqualTo("23514");
            assertThat(Objects.requireNonNull(violation.getServerErrorMessage()).getConstraint())
                    .isEqualTo(row.constraint().replaceFirst(".*\\.", ""));
        });
    }

    @Test
    void every_constraint_has_a_row_that_breaks_it() {
        // When
        List<String> inSchema =
                DATABASE.column("""
                SELECT conrelid::regclass || '.' || conname FROM pg_constraint
                WHERE contype = 'c' AND conislocal AND connamespace = 'public'::regnamespace
                  AND NOT (SELECT relispartition FROM pg_class WHERE oid = conrelid)
                """).stream().map(Objects::requireNonNull).toList();
        // Then
        assertThat(impossible().stream().map(Impossible::constraint).distinct())
                .containsExactlyInAnyOrderElementsOf(inSchema);
    }

    @Test
    void a_submission_is_stored_once_while_it_is_open() {
        // Given
        TestTenant tenant = TestTenant.in(DATABASE);
        SubmissionId id = tenant.queued();
        // When
        Throwable refused = catchThrowableOfType(
                        IllegalStateException.class,
                        () -> DATABASE.run(
                                "INSERT INTO submission SELECT * FROM submission WHERE tenant_id = %s AND id = %s",
                                tenant.id(), id))
                .getCause();
        // Then
        assertThat(refused).hasMessageContaining("submission_open_pkey");
    }

    private static String allowance(String tokens, String taken) {
        return "INSERT INTO tenant_allowance SELECT id, %s, now(), now(), %s FROM tenant LIMIT 1"
                .formatted(tokens, taken);
    }

    private static String problem(String values) {
        return """
                INSERT INTO problem (tenant_id, id, integration_id, cause, code, pattern, sample, sample_submission, first_seen, last_seen,
                  times, kind, state, muted_until)
                SELECT id, 1, 'i', 1, '', '', '', gen_random_uuid(), now(), now(), 1, %s FROM tenant LIMIT 1""".formatted(values);
    }

    private static String view(String name, String query) {
        return "INSERT INTO saved_view (owner, name, query, shared) VALUES ('anna', %s, %s, false)"
                .formatted(name, query);
    }

    private static String job(String values) {
        return """
                INSERT INTO job (id, form, actor, reason, query, expected, expected_more, last_id, act, rate, state, ended_at, lease, lease_until)
                VALUES (gen_random_uuid(), gen_random_uuid(), 'anna', 'why', '', 0, false, gen_random_uuid(), %s)""".formatted(values);
    }

    private static String keyed(String key, String answer) {
        return "INSERT INTO idempotency SELECT id, %s, '\\x00', gen_random_uuid(), now(), %s FROM tenant LIMIT 1"
                .formatted(key, answer);
    }

    private static String integrationWithId(String value) {
        return """
                INSERT INTO integration (tenant_id, id, label, connector, base_url, cap, answer_within, call_timeout, retry_waits,
                  retry_window, unsure_rule, unsure_wait)
                SELECT tenant_id, %s, label, connector, base_url, cap, answer_within, call_timeout, retry_waits,
                  retry_window, unsure_rule, unsure_wait FROM integration LIMIT 1""".formatted(value);
    }
}
