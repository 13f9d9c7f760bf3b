package dev.passback.db.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A sample of some thousand submissions: the constraints of the schema hold for it, or COPY would have refused it. */
class SampleDatabaseIT {

    private static final Instant UNTIL = Instant.now().minusSeconds(3_600);
    private static final SampleSize SIZE = new SampleSize(6_000, 3, 9, 70, 7, UNTIL);

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final SampleDatabase SAMPLES = new SampleDatabase(DATABASE.address(), done -> {});

    private static SampleMade made;

    @BeforeAll
    static void make() {
        made = SAMPLES.make(SIZE);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void as_many_are_made_as_were_asked_for() {
        assertThat(DATABASE.text("SELECT count(*) FROM submission")).isEqualTo("6000");
        assertThat(DATABASE.text("SELECT count(*) FROM attempt")).isEqualTo("" + made.attempts());
        assertThat(DATABASE.text("SELECT count(*) FROM warning")).isEqualTo("" + made.warnings());
        assertThat(DATABASE.text("SELECT count(*) FROM audit WHERE submission_id IS NOT NULL"))
                .isEqualTo("" + made.acts());
    }

    @Test
    void every_state_that_support_meets_is_there_and_most_are_delivered() {
        assertThat(DATABASE.column("SELECT DISTINCT state FROM submission"))
                .contains("delivered", "queued", "rejected", "expired", "held", "cancelled");
        assertThat(Integer.valueOf(DATABASE.text("SELECT count(*) FROM submission WHERE state = 'delivered'")))
                .isGreaterThan(4_500);
        assertThat(DATABASE.column("SELECT DISTINCT state FROM integration")).contains("active", "blocked", "paused");
    }

    @Test
    void what_a_submission_says_of_its_attempts_and_warnings_is_so() {
        assertThat(DATABASE.rows("""
                SELECT s.id FROM submission s
                LEFT JOIN (SELECT submission_id, count(*) AS n FROM attempt GROUP BY 1) a ON a.submission_id = s.id
                LEFT JOIN (SELECT submission_id, count(*) AS n FROM warning GROUP BY 1) w ON w.submission_id = s.id
                WHERE s.attempts <> coalesce(a.n, 0) OR s.warnings <> coalesce(w.n, 0)
                """)).isEmpty();
        assertThat(DATABASE.rows("""
                SELECT s.id FROM submission s JOIN attempt a ON a.submission_id = s.id AND a.no = s.attempts
                WHERE (s.last_outcome, s.last_reason) IS DISTINCT FROM (a.outcome, a.reason)
                """)).isEmpty();
    }

    @Test
    void nothing_lies_in_the_future_and_every_past_month_has_its_partition() {
        assertThat(DATABASE.text("SELECT count(*) FROM submission_unplaced")).isEqualTo("0");
        assertThat(DATABASE.text("SELECT count(*) FROM attempt_unplaced")).isEqualTo("0");
        assertThat(DATABASE.text(
                        "SELECT count(*) FROM submission WHERE settled_at > now() AND settled_at <> 'infinity'"))
                .isEqualTo("0");
        assertThat(DATABASE.text("SELECT count(*) FROM attempt WHERE ended_at > now()"))
                .isEqualTo("0");
    }

    @Test
    void ids_sort_by_the_time_of_acceptance_over_all_the_days() {
        LocalDate first = UNTIL.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(70);
        assertThat(DATABASE.text("SELECT min(accepted_at)::date FROM submission"))
                .isEqualTo(first.toString());
        assertThat(DATABASE.text("""
                SELECT count(*) FROM (
                  SELECT date_trunc('milliseconds', accepted_at) AS at, lag(date_trunc('milliseconds', accepted_at)) OVER (ORDER BY id) AS before
                  FROM submission) s
                WHERE at < before
                """)).isEqualTo("0");
    }

    @Test
    void the_same_seed_makes_the_same_and_no_real_submissions_until_one_comes() {
        try (MigratedDatabase other = new MigratedDatabase()) {
            SampleDatabase samples = new SampleDatabase(other.address(), done -> {});
            // When
            samples.make(SIZE);
            // Then
            String all = "SELECT md5(string_agg(s::text, '' ORDER BY id)) FROM submission s";
            assertThat(other.text(all)).isEqualTo(DATABASE.text(all));
            // When
            samples.make(new SampleSize(10, 1, 1, 1, 2, UNTIL));
            // Then
            assertThat(other.text("SELECT count(*) FROM tenant")).isEqualTo("3");
            assertThat(samples.holdsRealSubmissions()).isFalse();
            // When
            TestTenant.in(other).queued();
            // Then
            assertThat(samples.holdsRealSubmissions()).isTrue();
        }
    }

    @Test
    void columns_that_are_missing_here_have_defaults() {
        List<String> required = DATABASE.column("""
                SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name IN ('submission', 'attempt', 'warning', 'audit')
                  AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'
                """);
        assertThat(SampleColumns.SUBMISSION.stream().map(column -> "submission." + column.name()))
                .containsAll(required.stream()
                        .filter(name -> name.startsWith("submission."))
                        .toList());
        assertThat(SampleColumns.ATTEMPT.stream().map(column -> "attempt." + column.name()))
                .containsAll(required.stream()
                        .filter(name -> name.startsWith("attempt."))
                        .toList());
    }
}
