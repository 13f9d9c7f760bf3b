package dev.passback.db.statistics;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.LEASE;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.Settlement;
import dev.passback.db.submission.SubmissionActions;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rollups agree with the rows that they count, whatever happens. */
class FoldIT {

    private static final Act ACT = new Act("staff:sam", Optional.of("again"), "127.0.0.1");
    private static final int SUBMISSIONS = 120;

    private final MigratedDatabase database = new MigratedDatabase();
    private final Random dice = new Random(20261126);
    private final List<TestTenant> places = new ArrayList<>();

    @BeforeEach
    void tenants() {
        for (int i = 0; i < 2; i++) {
            TestTenant tenant = TestTenant.in(database);
            places.add(tenant);
            places.add(tenant.withIntegration("workday:two"));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void minutes_hours_and_days_agree_with_the_rows_also_after_what_is_sent_again() {
        // Given
        List<SubmissionId> old = new ArrayList<>();
        for (int i = 0; i < SUBMISSIONS; i++) {
            old.add(age(happen()));
        }
        Folding.anew(database.pool());
        assertAgrees();
        // When
        for (SubmissionId id : old) {
            sendAgain(id);
        }
        for (int i = 0; i < 20; i++) {
            happen();
        }
        Folding.all(database.pool());
        // Then
        assertAgrees();
        assertThat(total("accepted")).isEqualTo(SUBMISSIONS + 20);
        assertThat(total("taken + refused + not_taken + blocked + unsure"))
                .isGreaterThan(SUBMISSIONS)
                .isEqualTo(number("SELECT count(*) FROM attempt WHERE ended_at IS NOT NULL"));
    }

    @Test
    void a_fold_that_dies_at_its_end_has_counted_nothing() {
        // Given
        for (int i = 0; i < 10; i++) {
            happen();
        }
        database.run("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'power cut'; END $$");
        database.run("CREATE TRIGGER die AFTER UPDATE OF until ON folded EXECUTE FUNCTION die()");
        database.run("ALTER TABLE folded DISABLE TRIGGER die");
        await(new Fold(database.pool()).beginAnew(now().minusMinutes(5)));
        database.run("ALTER TABLE folded ENABLE TRIGGER die");
        // When
        assertThatThrownBy(() -> Folding.all(database.pool())).hasMessageContaining("power cut");
        // Then
        assertThat(total("accepted")).isZero();
        assertThat(number("SELECT count(*) FROM problem")).isZero();
        // When
        database.run("DROP TRIGGER die ON folded");
        Folding.all(database.pool());
        // Then
        assertAgrees();
        assertThat(total("accepted")).isEqualTo(10);
    }

    @Test
    void two_nodes_that_fold_at_once_count_once() {
        // Given
        for (int i = 0; i < 10; i++) {
            happen();
        }
        await(new Fold(database.pool()).beginAnew(now().minusMinutes(5)));
        Fold one = new Fold(database.pool(), Duration.ZERO);
        Fold other = new Fold(database.pool(), Duration.ZERO);
        // When
        for (int i = 0; i < 6; i++) {
            await(Future.all(one.round(), other.round()));
        }
        Folding.all(database.pool());
        // Then
        assertAgrees();
    }

    @Test
    void what_is_committed_late_is_waited_for() throws SQLException {
        // Given
        Fold fold = new Fold(database.pool(), Duration.ZERO);
        try (Connection late = database.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("""
                    INSERT INTO warning (tenant_id, submission_id, attempt, no, message, integration_id)
                    VALUES (%s, gen_random_uuid(), 1, 1, 'late', 'greenhouse:one')""".formatted(places.getFirst().id()));
            // When
            for (int i = 0; i < 5; i++) {
                happen();
                await(fold.round());
            }
            late.commit();
        }
        Folding.all(database.pool());
        // Then
        assertThat(total("warnings"))
                .isEqualTo(number("SELECT count(*) FROM warning"))
                .isPositive();
    }

    @Test
    void what_is_younger_than_the_longest_statement_is_not_folded_in_but_read_from_the_rows() {
        // Given
        happen();
        Fold fold = new Fold(database.pool());
        // When
        await(fold.round());
        await(fold.round());
        Series series = await(new Statistics(database.pool()).series(Range.HOUR, Optional.empty()));
        // Then
        assertThat(total("accepted")).isZero();
        assertThat(series.total().accepted()).isEqualTo(1);
    }

    @Test
    void a_series_is_the_same_whether_it_comes_from_rollups_or_from_rows() {
        // Given
        for (int i = 0; i < 30; i++) {
            happen();
        }
        Statistics statistics = new Statistics(database.pool());
        for (Range range : Range.values()) {
            await(new Fold(database.pool()).beginAnew(now().minusMinutes(5)));
            // When
            Series before = await(statistics.series(range, Optional.empty()));
            Folding.all(database.pool());
            Series after = await(statistics.series(range, Optional.empty()));
            // Then
            assertThat(after.total()).as(range.word()).isEqualTo(before.total());
            assertThat(after.total().accepted()).isEqualTo(30);
            assertThat(after.steps()).hasSize(range.steps());
            assertThat(after.lost()).isFalse();
        }
    }

    /** A submission that comes to something. */
    private SubmissionId happen() {
        Claimed claimed = places.get(dice.nextInt(places.size())).sending();
        settle(claimed);
        return claimed.id();
    }

    private void settle(Claimed claimed) {
        TestTenant place = place(claimed);
        Settlement settlement = switch (dice.nextInt(6)) {
            case 0, 1 ->
                new Settlement(
                        claimed,
                        result(new Outcome.Accepted(List.of("field \"" + dice.nextInt() + "\" is missing"))),
                        new NextStep.Delivered());
            case 2 -> new Settlement(claimed, result(new Outcome.Refused("no " + 7)), new NextStep.Rejected());
            case 3 ->
                new Settlement(
                        claimed,
                        result(new Outcome.NotTaken("busy", Optional.empty())),
                        new NextStep.Again(Duration.ofHours(1)));
            case 4 -> new Settlement(claimed, TestTenant.UNSURE, new NextStep.Held());
            default -> new Settlement(claimed, TestTenant.UNSURE, new NextStep.Expired());
        };
        await(place.queue().settle(settlement));
    }

    private void sendAgain(SubmissionId id) {
        TestTenant place = placeOf(id);
        if (await(new SubmissionActions(database.pool()).sendAgain(place.id(), id, ACT))) {
            await(place.queue().claim(place.integration(), 1, LEASE)).forEach(this::settle);
        }
    }

    private TestTenant place(Claimed claimed) {
        return places.stream()
                .filter(place -> place.integration().equals(claimed.integration()))
                .findFirst()
                .orElseThrow();
    }

    private TestTenant placeOf(SubmissionId id) {
        Map<String, @Nullable String> row = database.rows(
                        "SELECT tenant_id, integration_id FROM submission WHERE id = %s", id)
                .getFirst();
        return places.stream()
                .filter(place -> place.id().toString().equals(row.get("tenant_id"))
                        && place.integration().id().equals(row.get("integration_id")))
                .findFirst()
                .orElseThrow();
    }

    /** Lets up to four days pass. */
    private SubmissionId age(SubmissionId id) {
        String back = " - interval '" + dice.nextInt(345_600) + " s' ";
        database.run(
                "UPDATE submission SET accepted_at = accepted_at" + back
                        + ", settled_at = CASE WHEN settled_at = 'infinity' THEN settled_at ELSE settled_at" + back
                        + " END WHERE id = %s",
                id);
        database.run(
                "UPDATE attempt SET begun_at = begun_at" + back + ", ended_at = ended_at" + back
                        + "WHERE submission_id = %s",
                id);
        database.run("UPDATE warning SET noted_at = noted_at" + back + "WHERE submission_id = %s", id);
        return id;
    }

    private void assertAgrees() {
        for (String grain : List.of("minute", "hour", "day")) {
            assertThat(database.rows("""
                    SELECT tenant_id, integration_id, at, accepted, delivered, rejected, expired, taken, refused, not_taken, blocked,
                      unsure, warnings
                    FROM rollup WHERE grain = %s ORDER BY 1, 2, 3
                    """, grain)).as(grain).isEqualTo(database.rows("""
                    SELECT s.tenant_id, s.integration_id, date_trunc(%s, f.at, 'UTC') AS at, sum(accepted) AS accepted,
                      count(*) FILTER (WHERE state = 'delivered') AS delivered, count(*) FILTER (WHERE state = 'rejected') AS rejected,
                      count(*) FILTER (WHERE state = 'expired') AS expired, count(*) FILTER (WHERE outcome = 'accepted') AS taken,
                      count(*) FILTER (WHERE outcome = 'refused') AS refused,
                      count(*) FILTER (WHERE outcome = 'not_taken') AS not_taken,
                      count(*) FILTER (WHERE outcome = 'blocked') AS blocked, count(*) FILTER (WHERE outcome = 'unsure') AS unsure,
                      sum(warnings) AS warnings
                    FROM (
                      SELECT id, accepted_at AS at, 1 AS accepted, NULL AS state, NULL AS outcome, 0 AS warnings FROM submission
                      UNION ALL SELECT submission_id, ended_at, 0, next_state, outcome, 0 FROM attempt WHERE ended_at IS NOT NULL
                      UNION ALL SELECT submission_id, noted_at, 0, NULL, NULL, 1 FROM warning
                      ) f JOIN (SELECT tenant_id, integration_id, id AS sid FROM submission) s ON s.sid = f.id
                    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                    """, grain));
        }
        assertThat(number("SELECT coalesce(sum(times), 0) FROM problem"))
                .isEqualTo(number("SELECT coalesce(sum(times), 0) FROM problem_seen"))
                .isEqualTo(number("""
                        SELECT (SELECT count(*) FROM attempt WHERE problem IS NOT NULL)
                          + (SELECT count(*) FROM warning WHERE problem IS NOT NULL)"""));
    }

    private long total(String what) {
        return number("SELECT coalesce(sum(" + what + "), 0) FROM rollup WHERE grain = 'hour'");
    }

    private long number(String sql) {
        return Long.parseLong(String.valueOf(database.text(sql)));
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
