package dev.passback.db.delivery;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.LEASE;
import static dev.passback.db.TestTenant.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Progress;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.Database;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.submission.SubmissionStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DeliveryQueueClaimIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final DeliveryQueue queue = tenant.queue();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_claim_takes_what_is_due_oldest_first_and_leaves_what_is_not() {
        // Given
        SubmissionId youngest = tenant.queued();
        SubmissionId oldest = tenant.queued();
        SubmissionId middle = tenant.queued();
        SubmissionId later = tenant.settled(UNSURE, new NextStep.Again(Duration.ofMinutes(10)));
        tenant.age(oldest, Duration.ofHours(2));
        tenant.age(middle, Duration.ofHours(1));
        // When
        List<Claimed> claimed = await(queue.claim(tenant.integration(), 10, LEASE));
        // Then
        assertThat(claimed).extracting(Claimed::id).containsExactlyInAnyOrder(oldest, middle, youngest);
        assertThat(tenant.row(later)).containsEntry("state", "queued");
    }

    @Test
    void a_claim_takes_no_more_than_it_may_and_the_oldest_of_them() {
        // Given
        List<SubmissionId> ids = Stream.generate(tenant::queued).limit(4).toList();
        IntStream.range(0, 4).forEach(no -> tenant.age(ids.get(no), Duration.ofMinutes(no)));
        // When
        List<Claimed> first = await(queue.claim(tenant.integration(), 2, LEASE));
        List<Claimed> second = await(queue.claim(tenant.integration(), 2, LEASE));
        // Then
        assertThat(first).extracting(Claimed::id).containsExactlyInAnyOrder(ids.get(3), ids.get(2));
        assertThat(second).extracting(Claimed::id).containsExactlyInAnyOrder(ids.get(1), ids.get(0));
        assertThat(await(queue.claim(tenant.integration(), 2, LEASE))).isEmpty();
    }

    @Test
    void a_claim_takes_from_one_integration_of_one_tenant_only() {
        // Given
        SubmissionId own = tenant.queued();
        SubmissionId ofAnotherIntegration =
                tenant.withIntegration("greenhouse:two").queued();
        SubmissionId ofAnotherTenant = TestTenant.in(DATABASE).queued();
        // When
        List<Claimed> claimed = await(queue.claim(tenant.integration(), 10, LEASE));
        // Then
        assertThat(claimed).extracting(Claimed::id).containsExactly(own);
        assertThat(tenant.row(ofAnotherIntegration)).containsEntry("state", "queued");
        assertThat(tenant.row(ofAnotherTenant)).containsEntry("state", "queued");
    }

    @Test
    void a_claim_gives_a_lease_and_writes_the_attempt_down_in_the_same_transaction() {
        // Given
        SubmissionId id = tenant.queued();
        // When
        Claimed claimed = await(queue.claim(tenant.integration(), 1, LEASE)).getFirst();
        // Then
        var row = tenant.row(id);
        assertThat(row)
                .containsEntry("state", "sending")
                .containsEntry("attempts", "1")
                .containsEntry("due_at", null)
                .containsEntry("may_be_doubled", "f")
                .containsEntry("lease", claimed.lease().toString());
        assertThat(tenant.attempts(id))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt)
                        .containsEntry("no", "1")
                        .containsEntry("lease", claimed.lease().toString())
                        .containsEntry("node", "node-1")
                        .containsEntry("ended_at", null)
                        .containsEntry("xmin", row.get("xmin")));
        assertThat(DATABASE.text(
                        "SELECT lease_until = %s::timestamptz + interval '75 s' FROM submission WHERE id = %s",
                        claimed.begunAt(), id))
                .isEqualTo("t");
    }

    @Test
    void a_claim_tells_how_far_the_submission_has_come() {
        // Given
        SubmissionId id = tenant.settled(UNSURE, new NextStep.Again(Duration.ofHours(1)));
        tenant.age(id, Duration.ofHours(2));
        // When
        Claimed claimed = await(queue.claim(tenant.integration(), 1, LEASE)).getFirst();
        // Then
        Progress progress = claimed.progress();
        assertThat(claimed.attempt()).isEqualTo(2);
        assertThat(progress.attempts()).isEqualTo(2);
        assertThat(progress.unsure()).isEqualTo(1);
        assertThat(progress.left().toSeconds()).isCloseTo(Duration.ofHours(70).toSeconds(), within(60L));
    }

    @Test
    void a_window_that_is_over_leaves_less_than_nothing() {
        // Given
        tenant.age(tenant.queued(), Duration.ofHours(73));
        // When
        Claimed claimed = await(queue.claim(tenant.integration(), 1, LEASE)).getFirst();
        // Then
        assertThat(claimed.progress().left()).isNegative();
    }

    @Test
    void an_attempt_after_an_unsure_one_is_marked_as_perhaps_doubled_for_ever() {
        // Given
        SubmissionId id = tenant.settled(UNSURE, new NextStep.Again(Duration.ZERO));
        assertThat(tenant.row(id)).containsEntry("may_be_doubled", "f");
        // When
        Claimed claimed = await(queue.claim(tenant.integration(), 1, LEASE)).getFirst();
        // Then
        assertThat(tenant.row(id)).containsEntry("may_be_doubled", "t");
        // When
        await(queue.settle(new Settlement(claimed, ACCEPTED, new NextStep.Delivered())));
        // Then
        assertThat(tenant.row(id)).containsEntry("may_be_doubled", "t");
    }

    @Test
    void claimers_at_the_same_time_never_get_the_same() {
        // Given
        SubmissionStore store = new SubmissionStore(DATABASE.pool(), "node-1");
        await(Future.all(Stream.generate(tenant::submission)
                .limit(600)
                .map(store::accept)
                .toList()));
        Pool elsewhere = Database.open(DATABASE.vertx(), DATABASE.address(), 4);
        List<DeliveryQueue> nodes = List.of(queue, new DeliveryQueue(elsewhere, "node-2"));
        // When
        List<Claimed> all = new ArrayList<>();
        List<List<Claimed>> round;
        do {
            List<Future<List<Claimed>>> together = IntStream.range(0, 8)
                    .mapToObj(no -> nodes.get(no % 2).claim(tenant.integration(), 10, LEASE))
                    .toList();
            await(Future.all(together));
            round = together.stream().map(Future::result).toList();
            round.forEach(all::addAll);
        } while (round.stream().anyMatch(claimed -> !claimed.isEmpty()));
        await(elsewhere.close());
        // Then
        assertThat(all).hasSize(600).extracting(Claimed::id).doesNotHaveDuplicates();
        assertThat(all).extracting(Claimed::attempt).containsOnly(1);
        assertThat(DATABASE.column("SELECT DISTINCT node FROM attempt WHERE tenant_id = %s", tenant.id()))
                .containsExactlyInAnyOrder("node-1", "node-2");
    }

    @Test
    void an_integration_with_something_due_is_found_and_others_are_not() {
        // Given
        TestTenant due = tenant.withIntegration("greenhouse:due");
        TestTenant later = tenant.withIntegration("greenhouse:later");
        TestTenant sending = tenant.withIntegration("greenhouse:sending");
        due.queued();
        due.queued();
        later.settled(UNSURE, new NextStep.Again(Duration.ofMinutes(1)));
        sending.sending();
        // When // Then
        assertThat(await(queue.due()).stream().filter(ref -> ref.tenant().equals(tenant.id())))
                .containsExactly(due.integration());
    }

    @Test
    void an_integration_that_is_paused_or_blocked_is_not_due() {
        // Given
        tenant.queued();
        assertThat(await(queue.due())).contains(tenant.integration());
        for (String state : List.of("paused", "blocked")) {
            // When
            DATABASE.run(
                    "UPDATE integration SET state = %s, state_reason = 'why' WHERE tenant_id = %s", state, tenant.id());
            // Then
            assertThat(await(queue.due())).doesNotContain(tenant.integration());
        }
    }

    @Test
    void the_oldest_due_submission_of_an_active_integration_is_measured() {
        // Given
        DATABASE.run("TRUNCATE submission");
        assertThat(await(new QueueWatch(DATABASE.pool()).look()).oldestDueSeconds())
                .isZero();
        tenant.age(tenant.queued(), Duration.ofMinutes(5));
        tenant.age(tenant.withIntegration("greenhouse:two").queued(), Duration.ofMinutes(7));
        tenant.settled(UNSURE, new NextStep.Again(Duration.ofHours(1)));
        // When // Then
        assertThat(await(new QueueWatch(DATABASE.pool()).look()).oldestDueSeconds())
                .isCloseTo(420, within(30.0));
        // When
        DATABASE.run("UPDATE integration SET state = 'paused' WHERE id = 'greenhouse:two'");
        // Then
        assertThat(await(new QueueWatch(DATABASE.pool()).look()).oldestDueSeconds())
                .isCloseTo(300, within(30.0));
    }
}
