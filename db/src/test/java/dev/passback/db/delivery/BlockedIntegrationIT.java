package dev.passback.db.delivery;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.LEASE;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.credential.Sealed;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.Change;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.integration.IntegrationSettings;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An outcome that says that nothing of an integration will be taken. */
class BlockedIntegrationIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final AttemptResult BLOCKED = result(new Outcome.Blocked("the key was refused"));

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final DeliveryQueue queue = tenant.queue();
    private final IntegrationSettings integrations = new IntegrationSettings(DATABASE.pool());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_blocked_outcome_blocks_the_integration_with_its_reason_in_the_same_transaction() {
        // When
        SubmissionId id = tenant.settled(BLOCKED, new NextStep.AwaitRelease());
        // Then
        assertThat(integration(tenant))
                .containsEntry("state", "blocked")
                .containsEntry("state_reason", "the key was refused")
                .containsEntry("xmin", tenant.row(id).get("xmin"));
        assertThat(tenant.row(id))
                .containsEntry("state", "queued")
                .containsEntry("attempts", "1")
                .containsEntry("last_outcome", "blocked")
                .containsEntry("partition", "submission_open");
    }

    @Test
    void other_submissions_stay_queued_and_other_integrations_active() {
        // Given
        SubmissionId waiting = tenant.queued();
        TestTenant other = tenant.withIntegration("greenhouse:two");
        other.queued();
        // When
        tenant.settled(BLOCKED, new NextStep.AwaitRelease());
        // Then
        assertThat(tenant.row(waiting)).containsEntry("state", "queued").containsEntry("attempts", "0");
        assertThat(integration(other)).containsEntry("state", "active");
        assertThat(await(queue.due())).contains(other.integration()).doesNotContain(tenant.integration());
    }

    @Test
    void a_release_lets_all_of_them_be_claimed_at_once() {
        // Given
        SubmissionId waiting = tenant.queued();
        SubmissionId refused = tenant.settled(BLOCKED, new NextStep.AwaitRelease());
        // When
        Change change = await(integrations.release(tenant.integration(), Act.BY_PASSBACK));
        // Then
        assertThat(change).isInstanceOf(Change.Changed.class);
        assertThat(await(queue.due())).contains(tenant.integration());
        assertThat(await(queue.claim(tenant.integration(), 10, LEASE)))
                .extracting(Claimed::id)
                .containsExactlyInAnyOrder(waiting, refused);
        assertThat(integration(tenant)).containsEntry("state_reason", null);
    }

    @Test
    void a_credential_that_was_replaced_while_it_was_refused_blocks_nothing() {
        // Given
        Claimed late = tenant.sending();
        await(integrations.rotate(tenant.integration(), new Sealed(7, "another"), Act.BY_PASSBACK));
        // When
        await(queue.settle(new Settlement(late, BLOCKED, new NextStep.AwaitRelease())));
        // Then
        assertThat(integration(tenant)).containsEntry("state", "active");
        assertThat(await(queue.claim(tenant.integration(), 10, LEASE)))
                .singleElement()
                .satisfies(next -> {
                    assertThat(next.id()).isEqualTo(late.id());
                    assertThat(next.credentialVersion()).isEqualTo(2);
                });
    }

    @Test
    void the_first_reason_stays_when_more_attempts_end_blocked() {
        // Given
        Claimed later = tenant.sending();
        tenant.settled(BLOCKED, new NextStep.AwaitRelease());
        String since = integration(tenant).get("state_since");
        // When
        await(queue.settle(
                new Settlement(later, result(new Outcome.Blocked("another reason")), new NextStep.AwaitRelease())));
        // Then
        assertThat(integration(tenant))
                .containsEntry("state_reason", "the key was refused")
                .containsEntry("state_since", since);
    }

    @Test
    void an_integration_that_a_person_paused_stays_paused() {
        // Given
        Claimed claimed = tenant.sending();
        DATABASE.run("UPDATE integration SET state = 'paused' WHERE tenant_id = %s", tenant.id());
        // When
        await(queue.settle(new Settlement(claimed, BLOCKED, new NextStep.AwaitRelease())));
        // Then
        assertThat(integration(tenant)).containsEntry("state", "paused").containsEntry("state_reason", null);
    }

    @Test
    void many_that_end_together_block_only_the_integrations_they_belong_to() {
        // Given
        TestTenant other = tenant.withIntegration("greenhouse:two");
        List<Claimed> refused = Stream.generate(tenant::sending).limit(20).toList();
        List<Claimed> taken = Stream.generate(other::sending).limit(20).toList();
        // When
        Stream<Future<Void>> blocked =
                refused.stream().map(one -> queue.settle(new Settlement(one, BLOCKED, new NextStep.AwaitRelease())));
        Stream<Future<Void>> delivered =
                taken.stream().map(one -> queue.settle(new Settlement(one, ACCEPTED, new NextStep.Delivered())));
        await(Future.all(Stream.concat(blocked, delivered).toList()));
        // Then
        assertThat(integration(tenant)).containsEntry("state", "blocked");
        assertThat(integration(other)).containsEntry("state", "active");
    }

    private static Map<String, @Nullable String> integration(TestTenant of) {
        return DATABASE.rows(
                        "SELECT state, state_reason, state_since, xmin FROM integration WHERE tenant_id = %s AND id = %s",
                        of.id(), of.integration().id())
                .getFirst();
    }
}
