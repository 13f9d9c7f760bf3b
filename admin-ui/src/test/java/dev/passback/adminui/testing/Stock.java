package dev.passback.adminui.testing;

import static dev.passback.adminui.testing.Waiting.await;

import dev.passback.core.credential.Sealed;
import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.db.delivery.Settlement;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.db.submission.NewSubmission;
import dev.passback.db.submission.SubmissionStore;
import dev.passback.db.tenant.TenantStore;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Submissions in every state, made by the real stores; time passes by ageing rows. */
public final class Stock {

    public static final Target CANDIDATE = new Target(Target.Kind.CANDIDATE, "8Xi6iZrwusZqJmDGXs49GBmJ");
    public static final Target APPLICATION = new Target(Target.Kind.APPLICATION, "GKu4sa1vFUhCwwRDaEBwRjZ9");
    public static final String URL = "https://assess.example.com/results/5BtP1WC1UboS7CF3yxjKcvjG?token=s3cret#top";

    private static final Timing TIMING =
            new Timing(Duration.ofMillis(38), Duration.ofMillis(412), Duration.ofMillis(6));
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
        return settle(sending(label, target), taken(warnings), new NextStep.Delivered());
    }

    /** Taken at the second attempt: the first one's outcome is unsure. */
    public SubmissionId deliveredMaybeTwice(String label, Target target) {
        SubmissionId id = settle(sending(label, target), unsure(), new NextStep.Again(Duration.ofMinutes(10)));
        age(id, Duration.ofMinutes(11));
        return settle(claim(), taken(), new NextStep.Delivered());
    }

    /** Sent twice in vain, to be sent again in ten minutes. */
    public SubmissionId retried(String label, Target target) {
        SubmissionId id = settle(sending(label, target), busy(), new NextStep.Again(Duration.ofSeconds(5)));
        age(id, Duration.ofSeconds(6));
        return settle(claim(), busy(), new NextStep.Again(Duration.ofMinutes(12)));
    }

    public SubmissionId held(String label, Target target) {
        return settle(sending(label, target), unsure(), new NextStep.Held());
    }

    public SubmissionId rejected(String label, Target target) {
        UpstreamError error = new UpstreamError(
                "REMOTE.INPUT_INVALID",
                "The connected tool rejected the input.",
                "Candidate has no active application to attach the result to.",
                "https://app.kombo.example/my-prod/logs?interactionId=918273");
        return settle(
                sending(label, target),
                new AttemptResult(
                        new Outcome.Refused("the upstream answered 422 REMOTE.INPUT_INVALID"),
                        Optional.of(answer(422, error)),
                        TIMING),
                new NextStep.Rejected());
    }

    public SubmissionId expired(String label, Target target) {
        SubmissionId id = settle(sending(label, target), busy(), new NextStep.Again(Duration.ofSeconds(5)));
        age(id, Duration.ofHours(6));
        return settle(claim(), busy(), new NextStep.Expired());
    }

    public SubmissionId cancelled(String label, Target target) {
        SubmissionId id = queued(label, target);
        run("UPDATE submission SET state = 'cancelled', settled_at = now(), due_at = NULL WHERE id = $1", id);
        return id;
    }

    /** Its integration refuses the credential; the integration is blocked from now on. */
    public SubmissionId blocked(String label, Target target) {
        UpstreamError error = new UpstreamError(
                "PLATFORM.AUTHENTICATION_INVALID", "Authentication failed.", "The provided API key is invalid.", null);
        return settle(
                sending(label, target),
                new AttemptResult(
                        new Outcome.Blocked("the upstream answered 401 PLATFORM.AUTHENTICATION_INVALID"),
                        Optional.of(answer(401, error)),
                        TIMING),
                new NextStep.AwaitRelease());
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

    /** An attempt that was taken. */
    public static AttemptResult taken(String... warnings) {
        String body = "{\"status\":\"success\",\"data\":{},\"warnings\":[]}";
        Answer answer = new Answer(200, Map.of("content-type", "application/json"), body, false, Optional.empty());
        return new AttemptResult(new Outcome.Accepted(List.of(warnings)), Optional.of(answer), TIMING);
    }

    /** An attempt that came too early. */
    public static AttemptResult busy() {
        UpstreamError error = new UpstreamError(
                "REMOTE.RATE_LIMIT_EXCEEDED",
                "The connected tool's rate limit was hit.",
                "Greenhouse asks to wait before sending more.",
                "https://app.kombo.example/my-prod/logs?interactionId=123456");
        return new AttemptResult(
                new Outcome.NotTaken(
                        "the upstream answered 429 REMOTE.RATE_LIMIT_EXCEEDED", Optional.of(Duration.ofSeconds(57))),
                Optional.of(answer(429, error)),
                TIMING);
    }

    private static AttemptResult unsure() {
        return AttemptResult.unanswered(
                new Outcome.Unsure("the upstream gave no whole answer within 60 s"),
                new Timing(Duration.ofMillis(41), Duration.ofMinutes(1), Duration.ZERO));
    }

    private static Answer answer(int status, UpstreamError error) {
        String body = "{\"status\":\"error\",\"error\":{\"code\":\"" + error.code() + "\",\"title\":\"" + error.title()
                + "\",\"message\":\"" + error.message() + "\",\"log_url\":null}}";
        return new Answer(
                status,
                Map.of("content-type", "application/json", "ratelimit-reset", "57"),
                body,
                false,
                Optional.of(error));
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
                "UPDATE attempt SET begun_at = begun_at" + back + ", ended_at = ended_at" + back
                        + " WHERE submission_id = $1",
                id);
        run("UPDATE warning SET noted_at = noted_at" + back + " WHERE submission_id = $1", id);
        run("UPDATE audit SET at = at" + back + " WHERE submission_id = $1", id);
        return id;
    }

    private void run(String sql, SubmissionId id) {
        await(pool.preparedQuery(sql).execute(Tuple.of(id.value())));
    }
}
