package dev.passback.gateway.manage;

import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;

/** Integrations that are like another but for one thing. */
final class IntegrationCopy {

    private IntegrationCopy() {}

    static Integration of(IntegrationRef ref, Integration like) {
        return copy(ref, like, like.state());
    }

    static Integration inState(Integration like, Integration.State state) {
        return copy(like.ref(), like, state);
    }

    private static Integration copy(IntegrationRef ref, Integration like, Integration.State state) {
        return new Integration(
                ref,
                like.label(),
                like.connector(),
                like.baseUrl(),
                state,
                like.limits(),
                like.retry(),
                like.mayAddResultLinks());
    }
}
