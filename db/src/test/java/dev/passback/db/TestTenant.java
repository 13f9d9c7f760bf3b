package dev.passback.db;

import static dev.passback.db.MigratedDatabase.await;

import dev.passback.core.credential.Sealed;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.delivery.Timing;
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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant with one integration, so that tests in one database stay out of each other's way. */
public record TestTenant(MigratedDatabase database, Tenant tenant, IntegrationRef integration) {

    public static final Duration LEASE = Duration.ofSeconds(75);
    public static final AttemptResult ACCEPTED = result(new Outcome.Accepted(List.of()));
    public static final AttemptResult UNSURE = result(new Outcome.Unsure("no answer came within 60 s"));

    private static final String BODY = "{\"label\":\"Result\",\"url\":\"https://example.com/r\"}";

    public static TestTenant in(MigratedDatabase database) {
        Tenant tenant = await(new TenantStore(database.pool()).create("tenant " + UUID.randomUUID()));
        return new TestTenant(database, tenant, new IntegrationRef(tenant.id(), "greenhouse:one"))
                .withIntegration("greenhouse:one");
    }

    public TenantId id() {
        return tenant.id();
    }

    /** The same tenant with another integration, which is created. */
    public TestTenant withIntegration(String id) {
        IntegrationRef ref = new IntegrationRef(id(), id);
        await(new IntegrationStore(database.pool()).create(integration(ref), new Sealed(7, "sealed")));
        return new TestTenant(database, tenant, ref);
    }

    public static Integration integration(IntegrationRef ref) {
        return new Integration(
                ref,
                "Greenhouse of ACME",
                "kombo",
                URI.create("https://api.example.com/v1"),
                Integration.State.ACTIVE,
                Integration.Limits.DEFAULT,
                RetryPolicy.DEFAULT);
    }

    public static AttemptResult result(Outcome outcome) {
        return AttemptResult.unanswered(outcome, Timing.NONE);
    }

    public NewSubmission submission() {
        return submission(BODY);
    }

    public NewSubmission submission(String body) {
        return new NewSubmission(
                SubmissionId.next(),
                integration,
                "key000000001",
                new Target(Target.Kind.CANDIDATE, "candidate-1"),
                new ResultLink("Result", "https://example.com/r", body),
                Duration.ofDays(3));
    }

    public DeliveryQueue queue() {
        return new DeliveryQueue(database.pool(), "node-1");
    }

    /** A submission that is due. */
    public SubmissionId queued() {
        NewSubmission submission = submission();
        await(new SubmissionStore(database.pool(), "node-1").accept(submission));
        return submission.id();
    }

    /** A submission whose first attempt is under way. */
    public Claimed sending() {
        return await(new SubmissionStore(database.pool(), "node-1").acceptAndClaim(submission(), LEASE));
    }

    /** A submission whose first attempt came to this. */
    public SubmissionId settled(AttemptResult result, NextStep next) {
        Claimed claimed = sending();
        await(queue().settle(new Settlement(claimed, result, next)));
        return claimed.id();
    }

    /** As if that much time had passed for what it waits for: its lease, its due time, the window. */
    public void age(SubmissionId id, Duration passed) {
        database.run("""
                UPDATE submission
                SET due_at = due_at - %1$s::interval, lease_until = lease_until - %1$s::interval,
                    retry_until = retry_until - %1$s::interval
                WHERE id = %2$s
                """, passed, id);
    }

    /** The row of a submission as it is committed. */
    public Map<String, @Nullable String> row(SubmissionId id) {
        return database.rows("SELECT s.*, s.tableoid::regclass AS partition, xmin FROM submission s WHERE id = %s", id)
                .getFirst();
    }

    /** The rows of its attempts, the first one first. */
    public List<Map<String, @Nullable String>> attempts(SubmissionId id) {
        return database.rows("SELECT *, xmin FROM attempt WHERE submission_id = %s ORDER BY no", id);
    }
}
