package dev.passback.db.submission;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.LEASE;
import static dev.passback.db.TestTenant.UNSURE;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Progress;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.delivery.Claimed;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionActionsIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Act ACT = new Act("staff:anna", Optional.of("the customer asked"), "10.0.0.1");

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final SubmissionActions actions = new SubmissionActions(DATABASE.pool());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "expired", "cancelled", "held"})
    void what_was_given_up_or_held_is_due_again_with_a_new_window(String state) {
        // Given
        SubmissionId id = in(state);
        DATABASE.run("UPDATE submission SET retry_until = now() - interval '1 day' WHERE id = %s", id);
        // When
        boolean changed = await(actions.sendAgain(tenant.id(), id, ACT));
        // Then
        assertThat(changed).isTrue();
        assertThat(tenant.row(id))
                .containsEntry("state", "queued")
                .containsEntry("settled_at", "infinity")
                .containsEntry("attempts", "1")
                .containsEntry("earlier_rounds", "1")
                .containsEntry("unsure", "0")
                .containsEntry("partition", "submission_open");
        assertThat(DATABASE.text(
                        "SELECT due_at <= now() AND retry_until = due_at + interval '72 h' FROM submission WHERE id = %s",
                        id))
                .isEqualTo("t");
    }

    @Test
    void what_waits_for_its_next_attempt_is_due_at_once() {
        // Given
        SubmissionId id = tenant.settled(UNSURE, new NextStep.Again(Duration.ofMinutes(10)));
        // When
        boolean changed = await(actions.sendAgain(tenant.id(), id, ACT));
        // Then
        assertThat(changed).isTrue();
        assertThat(claim()).extracting(Claimed::id).containsExactly(id);
    }

    @Test
    void the_round_starts_anew_and_what_may_have_arrived_stays_marked() {
        // Given
        SubmissionId id = tenant.settled(UNSURE, new NextStep.Held());
        // When
        await(actions.sendAgain(tenant.id(), id, ACT));
        Claimed claimed = claim().getFirst();
        // Then
        assertThat(claimed.attempt()).isEqualTo(2);
        assertThat(claimed.progress())
                .usingRecursiveComparison()
                .ignoringFields("left")
                .isEqualTo(new Progress(1, 0, Duration.ZERO));
        assertThat(claimed.progress().left()).isGreaterThan(Duration.ofHours(71));
        assertThat(tenant.row(id)).containsEntry("may_be_doubled", "t");
    }

    @Test
    void what_surely_did_not_arrive_is_not_marked() {
        // Given
        SubmissionId id = in("rejected");
        // When
        await(actions.sendAgain(tenant.id(), id, ACT));
        claim();
        // Then
        assertThat(tenant.row(id)).containsEntry("may_be_doubled", "f");
    }

    @Test
    void who_did_it_and_why_is_written_by_the_same_transaction() {
        // Given
        SubmissionId id = in("rejected");
        // When
        await(actions.sendAgain(tenant.id(), id, ACT));
        // Then
        assertThat(DATABASE.rows(
                        "SELECT tenant_id, actor, act, reason, origin, xmin FROM audit WHERE submission_id = %s", id))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("tenant_id", tenant.id().toString())
                        .containsEntry("actor", "staff:anna")
                        .containsEntry("act", "send again")
                        .containsEntry("reason", "the customer asked")
                        .containsEntry("origin", "10.0.0.1")
                        .containsEntry("xmin", tenant.row(id).get("xmin")));
    }

    @Test
    void a_second_press_changes_nothing() {
        // Given
        SubmissionId id = in("rejected");
        await(actions.sendAgain(tenant.id(), id, ACT));
        // When
        boolean changed = await(actions.sendAgain(tenant.id(), id, ACT));
        // Then
        assertThat(changed).isFalse();
        assertThat(audited(id)).isEqualTo("1");
    }

    @Test
    void many_presses_at_once_change_it_once() {
        // Given
        SubmissionId id = in("rejected");
        // When
        List<Future<Boolean>> presses = Stream.generate(() -> actions.sendAgain(tenant.id(), id, ACT))
                .limit(12)
                .toList();
        await(Future.all(presses));
        // Then
        assertThat(presses.stream().filter(Future::result)).hasSize(1);
        assertThat(audited(id)).isEqualTo("1");
        assertThat(tenant.row(id)).containsEntry("state", "queued");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivered", "sending", "queued"})
    void what_is_delivered_under_way_or_due_already_stays_as_it_is(String state) {
        // Given
        SubmissionId id = in(state);
        var before = tenant.row(id);
        // When
        boolean changed = await(actions.sendAgain(tenant.id(), id, ACT));
        // Then
        assertThat(changed).isFalse();
        assertThat(tenant.row(id)).isEqualTo(before);
        assertThat(audited(id)).isEqualTo("0");
    }

    @Test
    void another_tenant_cannot_send_it_again() {
        // Given
        SubmissionId id = in("rejected");
        // When
        boolean changed = await(actions.sendAgain(TestTenant.in(DATABASE).id(), id, ACT));
        // Then
        assertThat(changed).isFalse();
        assertThat(tenant.row(id)).containsEntry("state", "rejected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "delivered"})
    void a_row_that_is_settled_in_the_same_moment_is_looked_at_again(String settledAs) throws SQLException {
        // Given
        SubmissionId id = in("held");
        try (Connection other = DATABASE.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE submission SET state = '" + settledAs
                    + "', settled_at = now() WHERE settled_at = 'infinity' AND id = '" + id + "'");
            // When
            Future<Boolean> press = actions.sendAgain(tenant.id(), id, ACT);
            await().until(SubmissionActionsIT::somebodyWaitsForALock);
            other.commit();
            // Then
            assertThat(await(press)).isEqualTo(settledAs.equals("rejected"));
        }
        assertThat(tenant.row(id)).containsEntry("state", settledAs.equals("rejected") ? "queued" : "delivered");
    }

    private static boolean somebodyWaitsForALock() {
        return !DATABASE.column(
                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .isEmpty();
    }

    private SubmissionId in(String state) {
        return switch (state) {
            case "queued" -> tenant.queued();
            case "sending" -> tenant.sending().id();
            case "held" -> tenant.settled(UNSURE, new NextStep.Held());
            case "delivered" -> tenant.settled(ACCEPTED, new NextStep.Delivered());
            case "rejected" -> tenant.settled(result(new Outcome.Refused("no")), new NextStep.Rejected());
            case "expired" ->
                tenant.settled(result(new Outcome.NotTaken("busy", Optional.empty())), new NextStep.Expired());
            case "cancelled" -> cancelled();
            default -> throw new IllegalArgumentException(state);
        };
    }

    private SubmissionId cancelled() {
        SubmissionId id = in("expired");
        DATABASE.run("UPDATE submission SET state = 'cancelled' WHERE id = %s", id);
        return id;
    }

    private List<Claimed> claim() {
        return await(tenant.queue().claim(tenant.integration(), 10, LEASE));
    }

    private static String audited(SubmissionId id) {
        return String.valueOf(DATABASE.text("SELECT count(*) FROM audit WHERE submission_id = %s", id));
    }
}
