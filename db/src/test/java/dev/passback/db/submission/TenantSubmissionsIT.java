package dev.passback.db.submission;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.UNSURE;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.db.Database;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantSubmissionsIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Pool LISTS = Database.openForLists(DATABASE.vertx(), DATABASE.address(), 2);

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final TenantSubmissions submissions = new TenantSubmissions(LISTS);

    @AfterAll
    static void close() {
        await(LISTS.close());
        DATABASE.close();
    }

    @Test
    void a_tenant_sees_its_own_newest_first_wherever_their_rows_lie() {
        // Given
        TestTenant.in(DATABASE).queued();
        SubmissionId delivered = tenant.settled(ACCEPTED, new NextStep.Delivered());
        SubmissionId waiting = tenant.queued();
        SubmissionId rejected = tenant.settled(result(new Outcome.Refused("no")), new NextStep.Rejected());
        SubmissionId held = tenant.settled(UNSURE, new NextStep.Held());
        TestTenant.in(DATABASE).queued();
        // When
        SubmissionPage page = list(Filters.ALL);
        // Then
        assertThat(ids(page)).containsExactly(held, rejected, waiting, delivered);
        assertThat(page.older()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 11})
    void paging_shows_each_once_though_others_arrive(int size) {
        // Given
        List<SubmissionId> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.addFirst(i % 2 == 0 ? tenant.queued() : tenant.settled(ACCEPTED, new NextStep.Delivered()));
        }
        // When
        List<SubmissionId> seen = new ArrayList<>();
        SubmissionPage page = page(Filters.ALL, Optional.empty(), size);
        seen.addAll(ids(page));
        while (page.older()) {
            tenant.queued();
            page = page(Filters.ALL, Optional.of(seen.getLast()), size);
            seen.addAll(ids(page));
        }
        // Then
        assertThat(seen).containsExactlyElementsOf(all);
    }

    @Test
    void a_list_shows_the_states_asked_for() {
        // Given
        SubmissionId delivered = tenant.settled(ACCEPTED, new NextStep.Delivered());
        SubmissionId held = tenant.settled(UNSURE, new NextStep.Held());
        SubmissionId queued = tenant.queued();
        // When // Then
        assertThat(ids(list(Filters.in(SubmissionState.HELD)))).containsExactly(held);
        assertThat(ids(list(Filters.in(SubmissionState.DELIVERED)))).containsExactly(delivered);
        assertThat(ids(list(Filters.in(SubmissionState.QUEUED, SubmissionState.HELD))))
                .containsExactly(queued, held);
        assertThat(ids(list(Filters.in(SubmissionState.QUEUED, SubmissionState.DELIVERED))))
                .containsExactly(queued, delivered);
        assertThat(ids(list(Filters.in(SubmissionState.CANCELLED)))).isEmpty();
    }

    @Test
    void a_list_shows_the_integration_asked_for() {
        // Given
        TestTenant twoFold = tenant.withIntegration("Greenhouse:two");
        tenant.queued();
        SubmissionId delivered = twoFold.settled(ACCEPTED, new NextStep.Delivered());
        SubmissionId queued = twoFold.queued();
        // When // Then
        assertThat(ids(list(Filters.of("Greenhouse:two")))).containsExactly(queued, delivered);
        assertThat(ids(list(Filters.of("greenhouse:two")))).isEmpty();
    }

    @Test
    void a_list_shows_the_candidate_or_application_asked_for_and_tells_them_apart() {
        // Given
        Target candidate = new Target(Target.Kind.CANDIDATE, "one id");
        Target application = new Target(Target.Kind.APPLICATION, "one id");
        SubmissionId forCandidate = storedFor(tenant, candidate);
        SubmissionId forApplication = storedFor(tenant, application);
        storedFor(TestTenant.in(DATABASE), candidate);
        tenant.queued();
        // When // Then
        assertThat(ids(list(Filters.of(candidate)))).containsExactly(forCandidate);
        assertThat(ids(list(Filters.of(application)))).containsExactly(forApplication);
    }

    @Test
    void a_list_shows_the_warned_and_the_perhaps_doubled() {
        // Given
        SubmissionId warned = tenant.settled(result(new Outcome.Accepted(List.of("cut"))), new NextStep.Delivered());
        SubmissionId doubled = tenant.settled(ACCEPTED, new NextStep.Delivered());
        DATABASE.run("UPDATE submission SET may_be_doubled = true WHERE id = %s", doubled);
        tenant.settled(ACCEPTED, new NextStep.Delivered());
        // When // Then
        assertThat(ids(list(Filters.marked(true, false)))).containsExactly(warned);
        assertThat(ids(list(Filters.marked(false, true)))).containsExactly(doubled);
        assertThat(ids(list(Filters.marked(true, true)))).isEmpty();
    }

    @Test
    void a_time_of_acceptance_is_met_to_the_microsecond() {
        // Given
        SubmissionId first = tenant.queued();
        SubmissionId second = tenant.settled(ACCEPTED, new NextStep.Delivered());
        Instant time = acceptedAt(second);
        Instant hairAfter = time.plusNanos(1);
        // When // Then
        assertThat(acceptedAt(first)).isBefore(time);
        assertThat(ids(list(accepted(time, null)))).containsExactly(second);
        assertThat(ids(list(accepted(null, time)))).containsExactly(first);
        assertThat(ids(list(accepted(hairAfter, null)))).isEmpty();
        assertThat(ids(list(accepted(null, hairAfter)))).containsExactly(second, first);
        assertThat(ids(list(accepted(acceptedAt(first), time)))).containsExactly(first);
    }

    @Test
    void what_a_node_accepted_whose_clock_is_wrong_by_minutes_is_found_by_the_databases_time() {
        // Given
        Duration wrong = TenantSubmissions.CLOCKS_APART.minusSeconds(1);
        SubmissionId id = tenant.queued();
        Instant made = acceptedAt(id);
        // When
        DATABASE.run("UPDATE submission SET accepted_at = accepted_at + %s::interval WHERE id = %s", wrong, id);
        // Then
        assertThat(ids(list(accepted(made.plus(wrong), null)))).containsExactly(id);
        // When
        DATABASE.run("UPDATE submission SET accepted_at = accepted_at - 2 * %s::interval WHERE id = %s", wrong, id);
        // Then
        assertThat(ids(list(accepted(null, made.minus(wrong).plusMillis(1))))).containsExactly(id);
    }

    private static TenantFilter accepted(@Nullable Instant from, @Nullable Instant to) {
        return Filters.accepted(Optional.ofNullable(from), Optional.ofNullable(to));
    }

    private static Instant acceptedAt(SubmissionId id) {
        return OffsetDateTime.parse(String.valueOf(DATABASE.text(
                        "SELECT to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM submission WHERE id = %s",
                        id)))
                .toInstant();
    }

    private static SubmissionId storedFor(TestTenant owner, Target target) {
        NewSubmission like = owner.submission();
        await(new SubmissionStore(DATABASE.pool(), "node-1")
                .accept(new NewSubmission(
                        like.id(), like.integration(), like.keyId(), target, like.link(), like.retryWindow())));
        return like.id();
    }

    private SubmissionPage list(TenantFilter filter) {
        return page(filter, Optional.empty(), 10);
    }

    private SubmissionPage page(TenantFilter filter, Optional<SubmissionId> olderThan, int size) {
        return await(submissions.list(tenant.id(), filter, olderThan, size));
    }

    private static List<SubmissionId> ids(SubmissionPage page) {
        return page.lines().stream().map(SubmissionLine::id).toList();
    }
}
