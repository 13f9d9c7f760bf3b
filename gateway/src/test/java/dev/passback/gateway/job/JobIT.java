package dev.passback.gateway.job;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.job.JobAct;
import dev.passback.core.job.JobState;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.job.Job;
import dev.passback.db.job.JobStore;
import dev.passback.db.job.NewJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs as several nodes work them off; who was acted on is counted from the audit log. */
class JobIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Act SAM = new Act("staff:sam", Optional.of("the ATS was down"), "10.0.0.1");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final JobStore jobs = new JobStore(DATABASE.pool());
    private final List<JobNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(JobNode::kill);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_job_is_finished_by_another_node_when_the_first_one_is_killed_and_each_submission_has_one_turn() {
        // Given
        List<SubmissionId> all = rejected(40);
        UUID job = make(JobAct.SEND_AGAIN, 20);
        JobNode first = node("first");
        await().atMost(LONGEST).until(() -> find(job).counts().done() > 0);
        // When
        first.kill();
        nodes.clear();
        int before = find(job).counts().done();
        node("second");
        endLease(job);
        await().atMost(LONGEST).until(() -> find(job).state() == JobState.DONE);
        // Then
        assertThat(before).isBetween(1, 39);
        assertThat(find(job).counts()).isEqualTo(new Job.Counts(40, false, 40, 0, 0));
        assertThat(turns(job)).containsExactlyInAnyOrderElementsOf(texts(all));
    }

    @Test
    void nodes_that_take_a_job_from_each_other_all_the_time_give_each_submission_one_turn() {
        // Given
        List<SubmissionId> all = rejected(60);
        UUID job = make(JobAct.SEND_AGAIN, 40);
        // When: leases end while their holders go on
        node("first");
        node("second");
        node("third");
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(() -> {
            endLease(job);
            return find(job).state() == JobState.DONE;
        });
        // Then
        assertThat(turns(job)).containsExactlyInAnyOrderElementsOf(texts(all));
        assertThat(find(job).counts().done()).isEqualTo(60);
    }

    @Test
    void a_node_that_stops_leaves_the_job_to_others_at_once() {
        // Given
        rejected(30);
        UUID job = make(JobAct.SEND_AGAIN, 10);
        JobNode first = node("first");
        await().atMost(LONGEST).until(() -> find(job).counts().done() > 0);
        // When
        first.stop();
        // Then
        assertThat(DATABASE.text("SELECT lease IS NULL AND lease_until IS NULL FROM job WHERE id = %s", job))
                .isEqualTo("t");
        assertThat(find(job).state()).isEqualTo(JobState.RUNNING);
        await(jobs.cancel(job, SAM));
    }

    @Test
    void a_cancelled_job_counts_what_it_did_and_touches_no_more() {
        // Given
        rejected(40);
        UUID job = make(JobAct.SEND_AGAIN, 10);
        node("first");
        await().atMost(LONGEST).until(() -> find(job).counts().done() > 0);
        // When
        boolean cancelled = await(jobs.cancel(job, new Act("staff:ada", Optional.empty(), "10.0.0.2")));
        int done = find(job).counts().done();
        await().during(Duration.ofMillis(1_200)).until(() -> find(job).counts().done() == done);
        // Then
        assertThat(cancelled).isTrue();
        assertThat(done).isBetween(1, 39);
        assertThat(turns(job)).hasSize(done);
        assertThat(find(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(find(job).endedBy()).contains("staff:ada");
        assertThat(await(jobs.cancel(job, SAM))).isFalse();
    }

    @Test
    void what_comes_after_the_job_was_made_is_not_touched() {
        // Given
        List<SubmissionId> before = rejected(3);
        UUID job = make(JobAct.SEND_AGAIN, 50);
        List<SubmissionId> later = rejected(2);
        // When
        node("first");
        await().atMost(LONGEST).until(() -> find(job).state() == JobState.DONE);
        // Then
        assertThat(turns(job)).containsExactlyInAnyOrderElementsOf(texts(before));
        assertThat(later).allSatisfy(id -> assertThat(tenant.row(id)).containsEntry("state", "rejected"));
    }

    @Test
    void another_tenants_submissions_are_not_touched_though_the_query_fits() {
        // Given
        List<SubmissionId> mine = rejected(2);
        SubmissionId foreign = TestTenant.in(DATABASE)
                .settled(result(new Outcome.Refused("the upstream refused it")), new NextStep.Rejected());
        UUID job = make(JobAct.SEND_AGAIN, 50);
        // When
        node("first");
        await().atMost(LONGEST).until(() -> find(job).state() == JobState.DONE);
        // Then
        assertThat(turns(job)).containsExactlyInAnyOrderElementsOf(texts(mine));
        assertThat(DATABASE.text("SELECT state FROM submission WHERE id = %s", foreign))
                .isEqualTo("rejected");
        assertThat(await(jobs.find(job, Optional.of(Set.of(new TenantId(0)))))).isEmpty();
    }

    @Test
    void each_act_carries_the_person_the_reason_and_the_job_and_what_was_not_changed_is_reported() {
        // Given
        SubmissionId delivered = tenant.settled(ACCEPTED, new NextStep.Delivered());
        SubmissionId queued = tenant.queued();
        UUID job = make(JobAct.CANCEL, 50, "candidate-1");
        // When
        node("first");
        await().atMost(LONGEST).until(() -> find(job).state() == JobState.DONE);
        // Then
        assertThat(find(job).counts()).isEqualTo(new Job.Counts(0, false, 1, 1, 0));
        assertThat(tenant.row(queued)).containsEntry("state", "cancelled");
        assertThat(DATABASE.rows("SELECT actor, act, reason, origin FROM audit WHERE submission_id = %s", queued))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("actor", "staff:sam")
                        .containsEntry("act", "cancel")
                        .containsEntry("reason", "the ATS was down")
                        .containsEntry("origin", "job " + job));
        assertThat(await(jobs.unchanged(job, Optional.empty(), 10)).lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.id()).isEqualTo(delivered);
                    assertThat(line.found()).isEqualTo(SubmissionState.DELIVERED);
                });
    }

    private JobNode node(String name) {
        JobNode node = new JobNode(name, DATABASE.address());
        nodes.add(node);
        return node;
    }

    private List<SubmissionId> rejected(int count) {
        Outcome refused = new Outcome.Refused("the upstream refused it");
        return IntStream.range(0, count)
                .mapToObj(no -> tenant.settled(result(refused), new NextStep.Rejected()))
                .toList();
    }

    private UUID make(JobAct act, int rate) {
        return make(act, rate, "state:rejected");
    }

    private UUID make(JobAct act, int rate, String query) {
        int expected = query.startsWith("state")
                ? DATABASE.rows(
                                "SELECT id FROM submission WHERE tenant_id = %s AND state = 'rejected'",
                                tenant.id().value())
                        .size()
                : 0;
        NewJob job = new NewJob(UUID.randomUUID(), act, query, Optional.of(Set.of(tenant.id())), rate, expected, false);
        return await(jobs.make(job, SAM)).orElseThrow();
    }

    private Job find(UUID job) {
        return await(jobs.find(job, Optional.empty())).orElseThrow();
    }

    private static void endLease(UUID job) {
        DATABASE.run("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = %s AND lease IS NOT NULL", job);
    }

    private static List<String> turns(UUID job) {
        return DATABASE.column("SELECT submission_id FROM audit WHERE origin = %s", "job " + job);
    }

    private static List<String> texts(List<SubmissionId> ids) {
        return ids.stream().map(SubmissionId::toString).toList();
    }
}
