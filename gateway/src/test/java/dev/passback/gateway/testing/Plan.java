package dev.passback.gateway.testing;

import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.delivery.RetryPolicy.UnsureRule;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** An integration as a test wants it: quick in all it does, unless told otherwise. */
public record Plan(Integration.Limits limits, RetryPolicy retry) {

    /** The wait after a failure. */
    public static final Duration SOON = Duration.ofMillis(30);

    public static final Plan QUICK = new Plan(
            new Integration.Limits(5, Duration.ofSeconds(5), Duration.ofSeconds(20)),
            new RetryPolicy(List.of(SOON), Duration.ofHours(1), UnsureRule.RETRY, SOON));

    public Plan cap(int cap) {
        return new Plan(new Integration.Limits(cap, limits.answerWithin(), limits.callTimeout()), retry);
    }

    public Plan answerWithin(Duration within) {
        return new Plan(new Integration.Limits(limits.cap(), within, limits.callTimeout()), retry);
    }

    public Plan callTimeout(Duration timeout) {
        return new Plan(new Integration.Limits(limits.cap(), limits.answerWithin(), timeout), retry);
    }

    public Plan waits(Duration... waits) {
        return new Plan(limits, new RetryPolicy(List.of(waits), retry.window(), retry.unsure(), retry.unsureWait()));
    }

    public Plan window(Duration window) {
        return new Plan(limits, new RetryPolicy(retry.waits(), window, retry.unsure(), retry.unsureWait()));
    }

    public Plan holdUnsure() {
        return new Plan(limits, new RetryPolicy(retry.waits(), retry.window(), UnsureRule.HOLD, retry.unsureWait()));
    }

    Integration integration(TenantId tenant, String id, URI upstream) {
        return new Integration(
                new IntegrationRef(tenant, id), id, "kombo", upstream, Integration.State.ACTIVE, limits, retry);
    }
}
