package dev.passback.db.delivery;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Settlements that share a statement. */
class SettleTogetherIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final DeliveryQueue queue = tenant.queue();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void many_that_settle_together_share_few_commits_and_keep_their_own_answers() {
        // Given
        List<Claimed> claimed = Stream.generate(tenant::sending).limit(300).toList();
        // When
        List<Future<Void>> answers = claimed.stream()
                .map(one -> queue.settle(new Settlement(
                        one,
                        result(new Outcome.Accepted(List.of("warning of " + one.id(), "and another"))),
                        new NextStep.Delivered())))
                .toList();
        await(Future.all(answers));
        // Then
        assertThat(DATABASE.column("SELECT DISTINCT xmin::text FROM submission WHERE tenant_id = %s", tenant.id()))
                .hasSizeLessThan(10);
        assertThat(DATABASE.text("""
                SELECT count(*) FROM submission s
                JOIN attempt a ON a.submission_id = s.id AND a.outcome = 'accepted' AND a.xmin = s.xmin
                JOIN warning w ON w.submission_id = s.id AND w.message = 'warning of ' || s.id AND w.no = 1 AND w.xmin = s.xmin
                WHERE s.tenant_id = %s AND s.state = 'delivered' AND s.warnings = 2
                """, tenant.id())).isEqualTo("300");
    }

    @Test
    void a_settlement_that_cannot_be_stored_fails_alone() {
        // Given
        Claimed first = tenant.sending();
        Claimed bad = tenant.sending();
        Claimed good = tenant.sending();
        // When
        Future<Void> before = queue.settle(new Settlement(first, ACCEPTED, new NextStep.Delivered()));
        Future<Void> refused = queue.settle(
                new Settlement(bad, result(new Outcome.Refused("half \0 a reason")), new NextStep.Rejected()));
        Future<Void> fine = queue.settle(new Settlement(good, ACCEPTED, new NextStep.Delivered()));
        await(Future.join(before, refused, fine).otherwiseEmpty());
        // Then
        assertThat(List.of(before.succeeded(), refused.succeeded(), fine.succeeded()))
                .containsExactly(true, false, true);
        assertThat(tenant.row(good.id())).containsEntry("state", "delivered");
        assertThat(tenant.row(bad.id())).containsEntry("state", "sending");
    }

    @Test
    void settling_twice_in_the_same_moment_writes_once() {
        // Given
        Settlement settlement = new Settlement(
                tenant.sending(), result(new Outcome.Accepted(List.of("a warning"))), new NextStep.Delivered());
        Settlement ahead = new Settlement(tenant.sending(), ACCEPTED, new NextStep.Delivered());
        // When
        List<Future<Void>> answers =
                Stream.of(ahead, settlement, settlement).map(queue::settle).toList();
        await(Future.join(answers).otherwiseEmpty());
        // Then
        assertThat(answers.get(1).succeeded()).isTrue();
        assertThat(tenant.row(settlement.claimed().id()))
                .containsEntry("state", "delivered")
                .containsEntry("warnings", "1");
        assertThat(DATABASE.column(
                        "SELECT no FROM warning WHERE submission_id = %s",
                        settlement.claimed().id()))
                .hasSize(1);
    }
}
