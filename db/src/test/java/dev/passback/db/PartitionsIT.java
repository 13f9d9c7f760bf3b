package dev.passback.db;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.delivery.Claimed;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsIT {

    private static final List<String> PARENTS = List.of("submission", "attempt", "warning");

    private final MigratedDatabase database = new MigratedDatabase();
    private final YearMonth thisMonth =
            YearMonth.parse(String.valueOf(database.text("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM')")));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_migrated_schema_has_this_month_and_three_ahead() {
        // When // Then
        assertThat(partitions()).containsExactlyInAnyOrderElementsOf(expected(3));
    }

    @Test
    void partitions_are_made_ahead_and_making_them_again_changes_nothing() {
        // When
        await(Database.makePartitions(database.pool(), 5));
        await(Database.makePartitions(database.pool(), 5));
        await(Database.makePartitions(database.pool(), 1));
        // Then
        assertThat(partitions()).containsExactlyInAnyOrderElementsOf(expected(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"submission", "attempt", "warning"})
    void a_partition_has_the_columns_constraints_and_indexes_of_its_parent(String parent) {
        // Given
        String columns =
                "SELECT string_agg(concat(column_name, is_nullable, column_default), ',' ORDER BY ordinal_position)"
                        + " FROM information_schema.columns WHERE table_name = %s";
        String constraints = "SELECT string_agg(pg_get_constraintdef(oid), ',' ORDER BY pg_get_constraintdef(oid))"
                + " FROM pg_constraint WHERE conrelid = %s::regclass";
        // those that history alone has are never valid on the parent, because submission_open lacks them
        String indexes = "SELECT count(*) FROM pg_index WHERE indrelid = %s::regclass";
        for (String sql : List.of(columns, constraints, indexes)) {
            // When // Then
            assertThat(database.text(sql, parent + suffix(thisMonth))).isEqualTo(database.text(sql, parent));
        }
    }

    @Test
    void many_nodes_may_make_them_at_the_same_time() {
        // When
        await(Future.all(IntStream.range(0, 8)
                .mapToObj(no -> Database.makePartitions(database.pool(), 6))
                .toList()));
        // Then
        assertThat(partitions()).containsExactlyInAnyOrderElementsOf(expected(6));
    }

    @Test
    void making_what_is_there_waits_for_nobody() throws SQLException {
        // Given
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT FROM submission, attempt, warning");
            // When // Then
            await(Database.makePartitions(database.pool(), 3));
        }
    }

    @Test
    void a_reader_who_takes_long_delays_a_new_partition_but_no_submission() throws SQLException {
        // Given
        List<String> done = new CopyOnWriteArrayList<>();
        TestTenant tenant = TestTenant.in(database);
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT FROM submission, attempt, warning");
            // When
            Future<Void> made = Database.makePartitions(database.pool(), 4).onSuccess(yes -> done.add("partition"));
            await().until(() -> waiting() == 1);
            tenant.queued();
            tenant.settled(TestTenant.ACCEPTED, new NextStep.Delivered());
            await(tenant.queue().claim(tenant.integration(), 1, TestTenant.LEASE));
            done.add("submissions");
            reader.commit();
            await(made);
        }
        // Then
        assertThat(done).containsExactly("submissions", "partition");
        assertThat(partitions()).containsExactlyInAnyOrderElementsOf(expected(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void a_row_lies_in_the_partition_of_its_month(int ahead) {
        // Given
        YearMonth month = thisMonth.plusMonths(ahead);
        OffsetDateTime first = month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        OffsetDateTime last = month.plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .atOffset(ZoneOffset.UTC)
                .minusNanos(1_000);
        // When // Then
        assertThat(Stream.of(first, last).map(this::placeOfSettled)).containsOnly("submission" + suffix(month));
        assertThat(Stream.of(first, last).map(this::placeOfAttempt)).containsOnly("attempt" + suffix(month));
        assertThat(Stream.of(first, last).map(this::placeOfWarning)).containsOnly("warning" + suffix(month));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void a_row_of_a_month_without_a_partition_is_kept_all_the_same(int ahead) {
        // Given
        OffsetDateTime at = thisMonth.plusMonths(ahead).atDay(15).atStartOfDay().atOffset(ZoneOffset.UTC);
        // When // Then
        assertThat(placeOfSettled(at)).isEqualTo("submission_unplaced");
        assertThat(placeOfAttempt(at)).isEqualTo("attempt_unplaced");
        assertThat(placeOfWarning(at)).isEqualTo("warning_unplaced");
    }

    @Test
    void months_ahead_are_made_though_the_net_has_caught_rows_of_this_one() {
        // Given
        TestTenant tenant = TestTenant.in(database);
        PARENTS.forEach(parent -> database.run("DROP TABLE " + parent + suffix(thisMonth)));
        SubmissionId caught = tenant.settled(TestTenant.ACCEPTED, new NextStep.Delivered());
        assertThat(tenant.row(caught)).containsEntry("partition", "submission_unplaced");
        // When
        await(Database.makePartitions(database.pool(), 4));
        // Then
        assertThat(partitions())
                .contains("submission" + suffix(thisMonth.plusMonths(4)), "attempt" + suffix(thisMonth.plusMonths(4)))
                .contains("warning" + suffix(thisMonth))
                .doesNotContain("submission" + suffix(thisMonth));
        assertThat(tenant.row(caught)).containsEntry("state", "delivered");
    }

    private int waiting() {
        return database.column(
                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .size();
    }

    private @Nullable String placeOfSettled(OffsetDateTime at) {
        TestTenant tenant = TestTenant.in(database);
        SubmissionId id = tenant.settled(TestTenant.ACCEPTED, new NextStep.Delivered());
        database.run("UPDATE submission SET settled_at = %s WHERE id = %s", at, id);
        return tenant.row(id).get("partition");
    }

    private @Nullable String placeOfAttempt(OffsetDateTime at) {
        Claimed claimed = TestTenant.in(database).sending();
        database.run("UPDATE attempt SET begun_at = %s WHERE submission_id = %s", at, claimed.id());
        return database.text("SELECT tableoid::regclass FROM attempt WHERE submission_id = %s", claimed.id());
    }

    private @Nullable String placeOfWarning(OffsetDateTime at) {
        SubmissionId id = SubmissionId.next();
        database.run(
                "INSERT INTO warning (tenant_id, submission_id, attempt, no, noted_at, message) VALUES (1, %s, 1, 1, %s, '')",
                id, at);
        return database.text("SELECT tableoid::regclass FROM warning WHERE submission_id = %s", id);
    }

    private List<@Nullable String> partitions() {
        return database.column("SELECT inhrelid::regclass FROM pg_inherits"
                + " WHERE inhparent IN ('submission'::regclass, 'attempt'::regclass, 'warning'::regclass)");
    }

    private List<String> expected(int ahead) {
        Stream<String> months = PARENTS.stream()
                .flatMap(parent -> IntStream.rangeClosed(0, ahead)
                        .mapToObj(later -> parent + suffix(thisMonth.plusMonths(later))));
        Stream<String> nets = PARENTS.stream().map(parent -> parent + "_unplaced");
        return Stream.of(months, nets, Stream.of("submission_open"))
                .flatMap(all -> all)
                .toList();
    }

    private static String suffix(YearMonth month) {
        return "_%d_%02d".formatted(month.getYear(), month.getMonthValue());
    }
}
