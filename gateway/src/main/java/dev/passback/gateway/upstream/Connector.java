package dev.passback.gateway.upstream;

import dev.passback.core.credential.Secret;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.Target;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Speaks to one kind of upstream. A connector makes exactly one call, follows no redirect, repeats nothing, and ends within the
 * integration's call time-out.
 */
public interface Connector {

    /**
     * Sends one result link. The future always succeeds: whatever happens is an outcome. An outcome other than unsure or accepted
     * is only given where it is certain that the upstream did not take it.
     */
    Future<AttemptResult> send(Parcel parcel);

    /**
     * What is sent.
     *
     * @param body to the letter as the tenant service wrote it
     * @param traceparent what the upstream is told of the trace, if anything
     */
    record Parcel(
            Integration integration, Secret credential, Target target, String body, Optional<String> traceparent) {}
}
