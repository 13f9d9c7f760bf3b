package dev.passback.db.retention;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.Change;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.retention.Retention.Due;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionIT {

    private static final AttemptResult WARNED = TestTenant.result(new Outcome.Accepted(List.of("a field is unknown")));
    private static final AttemptResult REFUSED = TestTenant.result(new Outcome.Refused("400"));
    private static final Act ACT = new Act("cli:ada", Optional.of("as agreed"), "here");

    // of its own for each test: whole months go only if every tenant says so
    private final MigratedDatabase database = new MigratedDatabase();
    private final TestTenant tenant = TestTenant.in(database);
    private final Retention retention = new Retention(database.pool());
    private final RetentionSettings settings = new RetentionSettings(database.pool());

    @AfterEach
    void close() {
        database.close();
    }

    private static SubmissionId closed(TestTenant of, int daysAgo, AttemptResult result, NextStep next) {
        SubmissionId id = of.settled(result, next);
        String ago = " - interval '" + daysAgo + " days'";
        of.database()
                .run("UPDATE submission SET accepted_at = accepted_at" + ago + ", settled_at = settled_at" + ago
                        + " WHERE id = '" + id + "'");
        of.database()
                .run("UPDATE attempt SET begun_at = begun_at" + ago + ", answer_body = 'said' WHERE submission_id = '"
                        + id + "'");
        of.database().run("UPDATE warning SET noted_at = noted_at" + ago + " WHERE submission_id = '" + id + "'");
        return id;
    }

    private static SubmissionId delivered(TestTenant of, int daysAgo) {
        return closed(of, daysAgo, WARNED, new NextStep.Delivered());
    }

    private void keep(TestTenant of, Optional<Integer> days, Optional<Integer> bodyDays) {
        long version = Long.parseLong(database.column("SELECT version::text FROM tenant WHERE id = " + of.id())
                .getFirst());
        assertThat(await(settings.keep(of.id(), new Keeping(days, bodyDays), version, ACT)))
                .isInstanceOf(Change.Changed.class);
    }

    private Retention.Gone purge() {
        return await(retention.purge(() -> true));
    }

    private long rows(String table, SubmissionId of) {
        String column = table.equals("submission") ? "id" : "submission_id";
        return Long.parseLong(
                database.column("SELECT count(*)::text FROM " + table + " WHERE " + column + " = '" + of + "'")
                        .getFirst());
    }

    @Test
    void nothing_goes_where_nobody_said_how_long_it_is_kept() {
        // Given
        SubmissionId old = delivered(tenant, 4_000);
        // Then
        assertThat(purge()).isEqualTo(Retention.Gone.NOTHING);
        assertThat(await(retention.due())).isEmpty();
        assertThat(rows("submission", old)).isOne();
    }

    @Test
    void what_is_past_its_days_goes_with_all_that_belongs_to_it_and_nothing_else() {
        // Given
        SubmissionId old = delivered(tenant, 31);
        SubmissionId young = delivered(tenant, 29);
        SubmissionId open = tenant.queued();
        TestTenant another = TestTenant.in(database);
        SubmissionId others = delivered(another, 31);
        keep(tenant, Optional.of(30), Optional.empty());
        // When
        List<Due> due = await(retention.due());
        Retention.Gone gone = purge();
        // Then
        assertThat(due).singleElement().satisfies(one -> {
            assertThat(one.tenant()).isEqualTo(tenant.tenant());
            assertThat(one.submissions()).isOne();
        });
        assertThat(gone).isEqualTo(new Retention.Gone(1, 0, 0));
        for (String table : List.of("submission", "attempt", "warning")) {
            assertThat(rows(table, old)).as(table).isZero();
            assertThat(rows(table, young)).as(table).isOne();
            assertThat(rows(table, others)).as(table).isOne();
        }
        assertThat(rows("submission", open)).isOne();
        assertThat(purge()).isEqualTo(Retention.Gone.NOTHING);
    }

    @Test
    void it_stops_between_two_batches_when_it_is_told_to() {
        // Given
        SubmissionId old = delivered(tenant, 31);
        keep(tenant, Optional.of(30), Optional.empty());
        // When
        Retention.Gone gone = await(retention.purge(() -> false));
        // Then
        assertThat(gone).isEqualTo(Retention.Gone.NOTHING);
        assertThat(rows("submission", old)).isOne();
    }

    @Test
    void a_legal_hold_keeps_everything_until_it_is_lifted() {
        // Given
        SubmissionId old = delivered(tenant, 31);
        keep(tenant, Optional.of(30), Optional.of(1));
        await(settings.hold(tenant.id(), ACT));
        // When
        Retention.Gone held = purge();
        // Then
        assertThat(held).isEqualTo(Retention.Gone.NOTHING);
        assertThat(await(retention.due()))
                .allSatisfy(due -> assertThat(due.held()).isTrue());
        assertThat(rows("submission", old)).isOne();
        // When
        await(settings.lift(tenant.id(), ACT));
        // Then
        assertThat(purge().submissions()).isOne();
        assertThat(database.column("SELECT act FROM audit WHERE tenant_id = " + tenant.id() + " ORDER BY id"))
                .containsSubsequence("change retention", "place legal hold", "lift legal hold");
    }

    @Test
    void bodies_of_what_is_delivered_go_earlier_than_the_facts() {
        // Given
        SubmissionId delivered = delivered(tenant, 8);
        SubmissionId refused = closed(tenant, 8, REFUSED, new NextStep.Rejected());
        SubmissionId young = delivered(tenant, 6);
        keep(tenant, Optional.of(30), Optional.of(7));
        // When
        Retention.Gone gone = purge();
        // Then
        assertThat(gone).isEqualTo(new Retention.Gone(0, 1, 0));
        assertThat(tenant.row(delivered)).containsEntry("body", "").containsEntry("label", "Result");
        assertThat(tenant.attempts(delivered))
                .allSatisfy(attempt -> assertThat(attempt).containsEntry("answer_body", null));
        assertThat(tenant.row(refused).get("body")).isNotEmpty();
        assertThat(tenant.row(young).get("body")).isNotEmpty();
        assertThat(purge()).isEqualTo(Retention.Gone.NOTHING);
    }

    @Test
    void a_month_that_nobody_keeps_any_more_goes_as_a_whole() {
        // Given
        SubmissionId old = delivered(tenant, 0);
        month("2020-03-01");
        for (String table : List.of("submission", "attempt", "warning")) {
            String when = table.equals("submission") ? "settled_at" : table.equals("attempt") ? "begun_at" : "noted_at";
            database.run("UPDATE " + table + " SET " + when + " = '2020-03-05 10:00:00+00'");
        }
        database.run("UPDATE submission SET accepted_at = '2020-03-05 09:00:00+00'");
        TestTenant another = TestTenant.in(database);
        keep(tenant, Optional.of(365), Optional.empty());
        // When: the other one has not said how long it keeps
        await(retention.purge(() -> true));
        // Then
        assertThat(partitions("2020_03")).hasSize(3);
        // When
        keep(another, Optional.of(400), Optional.empty());
        Retention.Gone gone = purge();
        // Then
        assertThat(gone.months()).isEqualTo(3);
        assertThat(partitions("2020_03")).isEmpty();
        assertThat(rows("submission", old)).isZero();
    }

    @Test
    void a_months_attempts_stay_while_a_submission_of_that_month_is_there() {
        // Given: accepted long ago, and still held
        SubmissionId held = tenant.settled(TestTenant.UNSURE, new NextStep.Held());
        month("2020-03-01");
        database.run("UPDATE attempt SET begun_at = '2020-03-05 10:00:00+00'");
        database.run("UPDATE submission SET accepted_at = '2020-03-05 09:00:00+00'");
        keep(tenant, Optional.of(365), Optional.empty());
        // When
        Retention.Gone gone = purge();
        // Then
        assertThat(gone.months()).isOne();
        assertThat(partitions("2020_03")).containsExactlyInAnyOrder("attempt_2020_03", "warning_2020_03");
        assertThat(rows("attempt", held)).isOne();
    }

    private void month(String first) {
        for (String table : List.of("submission", "attempt", "warning")) {
            database.run("CREATE TABLE " + table + "_2020_03 PARTITION OF " + table + " FOR VALUES FROM ('" + first
                    + " 00:00:00+00') TO ('2020-04-01 00:00:00+00')");
        }
    }

    private List<String> partitions(String month) {
        return database.column(
                "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relname LIKE '%" + month + "'");
    }
}
