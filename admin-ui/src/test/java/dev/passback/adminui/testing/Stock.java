package dev.passback.adminui.testing;

import static dev.passback.adminui.testing.Waiting.await;

import dev.passback.core.credential.Sealed;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.db.delivery.EndedLeases;
import dev.passback.db.delivery.Settlement;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.db.submission.NewSubmission;
import dev.passback.db.submission.SubmissionStore;
import dev.passback.db.tenant.TenantStore;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;

/** Submissions in every state, made by the real stores; time passes by ageing rows. */
public final class Stock {

    public static final Target CANDIDATE = new Target(Target.Kind.CANDIDATE, "8Xi6iZrwusZqJmDGXs49GBmJ");
    public static final Target APPLICATION = new Target(Target.Kind.APPLICATION, "GKu4sa1vFUhCwwRDaEBwRjZ9");
    public static final String URL = "https://assess.example.com/results/5BtP1WC1UboS7CF3yxjKcvjG?token=s3cret#top";

    private static final Duration LEASE = Duration.ofSeconds(75);

    private final Pool pool;
    private final SubmissionStore submissions;
    private final DeliveryQueue queue;
    private final IntegrationRef integration;

    /** A tenant with one integration. */
    public Stock(Pool pool, String tenantName, String integrationId, String integrationLabel) {
        this.pool = pool;
        this.submissions = new SubmissionStore(pool, "gateway-1");
        this.queue = new DeliveryQueue(pool, "gateway-1");
        Tenant tenant = await(new TenantStore(pool).create(tenantName));
        this.integration = new IntegrationRef(tenant.id(), integrationId);
        await(new IntegrationStore(pool)
                .create(
                        new Integration(
                                integration,
                                integrationLabel,
                                "kombo",
                                URI.create("https://api.kombo.example/v1"),
                                Integration.State.ACTIVE,
                                Integration.Limits.DEFAULT,
                                RetryPolicy.DEFAULT),
                        new Sealed(1, "sealed")));
    }

    public IntegrationRef integration() {
        return integration;
    }

    /** One more integration of the same tenant, whose calls may take 90 s. */
    public void integrationLabelled(String label, String id) {
        Integration.Limits usual = Integration.Limits.DEFAULT;
        await(new IntegrationStore(pool)
                .create(
                        new Integration(
                                new IntegrationRef(tenant(), id),
                                label,
                                "kombo",
                                URI.create("https://api.kombo.example/v1"),
                                Integration.State.ACTIVE,
                                new Integration.Limits(usual.cap(), usual.answerWithin(), Duration.ofSeconds(90)),
                                RetryPolicy.DEFAULT),
                        new Sealed(1, "sealed")));
    }

    public TenantId tenant() {
        return integration.tenant();
    }

    /** The body that a tenant would send. */
    public static String body(String label, String url) {
        return """
                {"label":"%s","url":"%s","details":{"custom_field_name_prefix":"Acme:","attributes":[\
                {"key":"Score","value":"87%%"},{"key":"Time","value":"2:30h"}]},"remote_fields":{}}""".formatted(label, url);
    }

    /** Accepted, and due now. */
    public SubmissionId queued(String label, Target target) {
        NewSubmission submission = submission(new ResultLink(label, URL, body(label, URL)), target);
        await(submissions.accept(submission));
        return submission.id();
    }

    /** Accepted, and its first attempt begun. */
    public Claimed sending(String label, Target target) {
        return sending(new ResultLink(label, URL, body(label, URL)), target);
    }

    public Claimed sending(ResultLink link, Target target) {
        return await(submissions.acceptAndClaim(submission(link, target), LEASE));
    }

    public SubmissionId delivered(String label, Target target, String... warnings) {
        return settle(sending(label, target), Results.taken(warnings), new NextStep.Delivered());
    }

    /** Taken at the second attempt: the first one's outcome is unsure. */
    public SubmissionId deliveredMaybeTwice(String label, Target target) {
        SubmissionId id = settle(sending(label, target), Results.unsure(), new NextStep.Again(Duration.ofMinutes(10)));
        age(id, Duration.ofMinutes(11));
        return settle(claim(), Results.taken(), new NextStep.Delivered());
    }

    /** Sent twice in vain, to be sent again in ten minutes. */
    public SubmissionId retried(String label, Target target) {
        SubmissionId id = settle(sending(label, target), Results.busy(), new NextStep.Again(Duration.ofSeconds(5)));
        age(id, Duration.ofSeconds(6));
        return settle(claim(), Results.busy(), new NextStep.Again(Duration.ofMinutes(12)));
    }

    public SubmissionId held(String label, Target target) {
        return settle(sending(label, target), Results.unsure(), new NextStep.Held());
    }

    /** Its process was held up, somebody took it over, and then came what came of it. */
    public SubmissionId late(String label, Target target, AttemptResult late) {
        Claimed lost = sending(label, target);
        run("UPDATE submission SET lease_until = now() - interval '1 second' WHERE id = $1", lost.id());
        Claimed taken =
                await(new EndedLeases(pool).takeOver(tenant(), 1, LEASE)).getFirst();
        settle(taken, Results.takenOver(), new NextStep.Held());
        await(queue.noteLate(new Settlement(lost, late, new NextStep.Delivered())));
        return lost.id();
    }

    public SubmissionId rejected(String label, Target target) {
        return settle(sending(label, target), Results.refused(), new NextStep.Rejected());
    }

    public SubmissionId expired(String label, Target target) {
        SubmissionId id = settle(sending(label, target), Results.busy(), new NextStep.Again(Duration.ofSeconds(5)));
        age(id, Duration.ofHours(6));
        return settle(claim(), Results.busy(), new NextStep.Expired());
    }

    public SubmissionId cancelled(String label, Target target) {
        SubmissionId id = queued(label, target);
        run("UPDATE submission SET state = 'cancelled', settled_at = now(), due_at = NULL WHERE id = $1", id);
        return id;
    }

    /** Its integration refuses the credential; the integration is blocked from now on. */
    public SubmissionId blocked(String label, Target target) {
        return settle(sending(label, target), Results.blocked(), new NextStep.AwaitRelease());
    }

    public SubmissionId settle(Claimed claimed, AttemptResult result, NextStep next) {
        await(queue.settle(new Settlement(claimed, result, next)));
        takeTime(claimed, result.timing().total());
        return claimed.id();
    }

    /** The call began as long ago as it says that it took. */
    private void takeTime(Claimed claimed, Duration took) {
        String back = " - interval '" + took.toMillis() + " milliseconds' WHERE ";
        run("UPDATE submission SET accepted_at = accepted_at" + back + "id = $1", claimed.id());
        run(
                "UPDATE attempt SET begun_at = begun_at" + back + "no = " + claimed.attempt()
                        + " AND submission_id = $1",
                claimed.id());
    }

    private NewSubmission submission(ResultLink link, Target target) {
        return new NewSubmission(SubmissionId.next(), integration, "k3yk3yk3yk3y", target, link, Duration.ofDays(3));
    }

    private Claimed claim() {
        return await(queue.claim(integration, 1, LEASE)).getFirst();
    }

    /** Lets so much time pass for one submission. */
    public SubmissionId age(SubmissionId id, Duration passed) {
        String back = " - interval '" + passed.toMillis() + " milliseconds'";
        run(
                "UPDATE submission SET accepted_at = accepted_at" + back + ", retry_until = retry_until" + back
                        + ", due_at = due_at" + back + ", settled_at = settled_at" + back + " WHERE id = $1",
                id);
        run(
                "UPDATE attempt SET begun_at = begun_at" + back + ", ended_at = ended_at" + back + ", late_at = late_at"
                        + back + " WHERE submission_id = $1",
                id);
        run("UPDATE warning SET noted_at = noted_at" + back + " WHERE submission_id = $1", id);
        run("UPDATE audit SET at = at" + back + " WHERE submission_id = $1", id);
        return id;
    }

    private void run(String sql, SubmissionId id) {
        await(pool.preparedQuery(sql).execute(Tuple.of(id.value())));
    }
}
