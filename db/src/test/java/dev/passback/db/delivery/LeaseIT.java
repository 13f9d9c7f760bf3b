package dev.passback.db.delivery;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.LEASE;
import static dev.passback.db.TestTenant.UNSURE;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who may settle: the holder of the lease, and nobody else. */
class LeaseIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final AttemptResult WARNED = result(new Outcome.Accepted(List.of("a warning of the slow one")));
    private static final AttemptResult BLOCKED = result(new Outcome.Blocked("the key was refused"));
    private static final NextStep.Again IN_TEN_MINUTES = new NextStep.Again(Duration.ofMinutes(10));

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final DeliveryQueue queue = tenant.queue();
    private final EndedLeases endedLeases = new EndedLeases(DATABASE.pool());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_lease_that_runs_is_not_taken_over() {
        // Given
        Claimed claimed = tenant.sending();
        tenant.age(claimed.id(), LEASE.minusSeconds(20));
        // When // Then
        assertThat(takeOver()).isEmpty();
        assertThat(await(endedLeases.tenants())).doesNotContain(tenant.id());
        assertThat(tenant.row(claimed.id()))
                .containsEntry("lease", claimed.lease().toString());
    }

    @Test
    void a_lease_that_ended_is_taken_over_under_a_new_one_with_its_attempt_still_open() {
        // Given
        Claimed slow = tenant.sending();
        tenant.age(slow.id(), LEASE);
        // When
        assertThat(await(endedLeases.tenants())).contains(tenant.id());
        Claimed taken = takeOver().getFirst();
        // Then
        assertThat(taken)
                .usingRecursiveComparison()
                .ignoringFields("lease", "progress")
                .isEqualTo(slow);
        assertThat(taken.lease()).isNotEqualTo(slow.lease());
        assertThat(tenant.row(slow.id()))
                .containsEntry("state", "sending")
                .containsEntry("attempts", "1")
                .containsEntry("lease", taken.lease().toString());
        assertThat(tenant.attempts(slow.id()))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt).containsEntry("ended_at", null));
        assertThat(takeOver()).isEmpty();
    }

    @Test
    void who_has_taken_over_can_settle() {
        // Given
        Claimed slow = tenant.sending();
        tenant.age(slow.id(), LEASE);
        Claimed taken = takeOver().getFirst();
        // When
        await(queue.settle(new Settlement(taken, UNSURE, IN_TEN_MINUTES)));
        // Then
        assertThat(tenant.row(slow.id())).containsEntry("state", "queued").containsEntry("unsure", "1");
        assertThat(tenant.attempts(slow.id()))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt).containsEntry("outcome", "unsure"));
    }

    @Test
    void a_process_that_lost_its_lease_cannot_settle_and_writes_nothing() {
        // Given
        Claimed slow = tenant.sending();
        tenant.age(slow.id(), LEASE);
        takeOver();
        Map<String, @Nullable String> before = tenant.row(slow.id());
        // When
        Future<Void> late = queue.settle(new Settlement(slow, WARNED, new NextStep.Delivered()));
        // Then
        assertThatThrownBy(() -> await(late))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining(slow.id().toString());
        assertThat(tenant.row(slow.id())).isEqualTo(before);
        assertThat(tenant.attempts(slow.id()))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt).containsEntry("ended_at", null));
        assertThat(warnings(slow.id())).isEmpty();
    }

    @Test
    void a_process_that_lost_its_lease_does_not_block_the_integration() {
        // Given
        Claimed slow = tenant.sending();
        tenant.age(slow.id(), LEASE);
        takeOver();
        // When
        Future<Void> late = queue.settle(new Settlement(slow, BLOCKED, new NextStep.AwaitRelease()));
        // Then
        assertThatThrownBy(() -> await(late)).isInstanceOf(LeaseLostException.class);
        assertThat(DATABASE.text("SELECT state FROM integration WHERE tenant_id = %s", tenant.id()))
                .isEqualTo("active");
    }

    @Test
    void of_two_that_settle_the_same_submission_together_only_the_holder_does() {
        // Given
        Claimed slow = tenant.sending();
        tenant.age(slow.id(), LEASE);
        Claimed taken = takeOver().getFirst();
        Claimed ahead = tenant.sending();
        // When
        Future<Void> first = queue.settle(new Settlement(ahead, ACCEPTED, new NextStep.Delivered()));
        Future<Void> late = queue.settle(new Settlement(slow, WARNED, new NextStep.Delivered()));
        Future<Void> holder = queue.settle(new Settlement(taken, UNSURE, IN_TEN_MINUTES));
        Future<Void> lateAgain = queue.settle(new Settlement(slow, BLOCKED, new NextStep.AwaitRelease()));
        await(Future.join(List.of(first, late, holder, lateAgain)).otherwiseEmpty());
        // Then
        assertThat(holder.succeeded()).isTrue();
        assertThat(List.of(late, lateAgain))
                .allSatisfy(lost -> assertThat(lost.cause()).isInstanceOf(LeaseLostException.class));
        assertThat(tenant.row(slow.id())).containsEntry("state", "queued").containsEntry("warnings", "0");
        assertThat(tenant.attempts(slow.id()))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt).containsEntry("outcome", "unsure"));
        assertThat(warnings(slow.id())).isEmpty();
        assertThat(DATABASE.text("SELECT state FROM integration WHERE tenant_id = %s", tenant.id()))
                .isEqualTo("active");
    }

    @Test
    void a_lease_that_ended_but_was_not_taken_over_still_settles() {
        // Given
        Claimed slow = tenant.sending();
        tenant.age(slow.id(), LEASE.multipliedBy(2));
        // When
        await(queue.settle(new Settlement(slow, ACCEPTED, new NextStep.Delivered())));
        // Then
        assertThat(tenant.row(slow.id())).containsEntry("state", "delivered");
        assertThat(takeOver()).isEmpty();
    }

    @Test
    void a_take_over_takes_the_longest_dead_first_and_no_more_than_it_may() {
        // Given
        List<Claimed> dead = Stream.generate(tenant::sending).limit(4).toList();
        IntStream.range(0, 4).forEach(no -> tenant.age(dead.get(no).id(), LEASE.plusMinutes(no)));
        // When
        List<Claimed> first = await(endedLeases.takeOver(tenant.id(), 3, LEASE));
        // Then
        assertThat(first)
                .extracting(Claimed::id)
                .containsExactlyInAnyOrder(
                        dead.get(3).id(), dead.get(2).id(), dead.get(1).id());
        assertThat(takeOver())
                .extracting(Claimed::id)
                .containsExactly(dead.get(0).id());
    }

    @Test
    void a_take_over_takes_from_one_tenant_only() {
        // Given
        TestTenant other = TestTenant.in(DATABASE);
        Claimed ofAnother = other.sending();
        other.age(ofAnother.id(), LEASE);
        // When // Then
        assertThat(takeOver()).isEmpty();
        assertThat(tenant.row(ofAnother.id()))
                .containsEntry("lease", ofAnother.lease().toString());
    }

    @Test
    void two_that_take_over_at_the_same_time_never_get_the_same() {
        // Given
        List<Claimed> dead = Stream.generate(tenant::sending).limit(100).toList();
        DATABASE.run(
                "UPDATE submission SET lease_until = lease_until - interval '1 h' WHERE tenant_id = %s", tenant.id());
        // When
        List<Future<List<Claimed>>> together = IntStream.range(0, 8)
                .mapToObj(no -> endedLeases.takeOver(tenant.id(), 25, LEASE))
                .toList();
        await(Future.all(together));
        // Then
        List<SubmissionId> taken = together.stream()
                .flatMap(done -> done.result().stream().map(Claimed::id))
                .toList();
        Set<SubmissionId> all = new HashSet<>(dead.stream().map(Claimed::id).toList());
        all.removeAll(taken);
        all.removeAll(takeOver().stream().map(Claimed::id).toList());
        assertThat(taken).doesNotHaveDuplicates();
        assertThat(all).isEmpty();
    }

    private List<Claimed> takeOver() {
        return await(endedLeases.takeOver(tenant.id(), 100, LEASE));
    }

    private static List<@Nullable String> warnings(SubmissionId id) {
        return DATABASE.column("SELECT message FROM warning WHERE submission_id = %s", id);
    }
}
