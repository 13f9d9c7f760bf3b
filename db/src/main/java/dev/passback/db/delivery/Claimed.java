package dev.passback.db.delivery;

import dev.passback.core.delivery.Progress;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.core.submission.TraceContext;
import dev.passback.core.tenant.TenantId;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A submission under a lease, with the attempt that is written down as begun.
 *
 * @param body what is to be sent, to the letter
 * @param attempt its number, from 1
 * @param begunAt when the attempt began, by the database's clock
 * @param progress as it was when claimed
 * @param credentialVersion which of the integration's credentials is in force
 * @param trace in which it was accepted, where traces are exported
 */
public record Claimed(
        SubmissionId id,
        IntegrationRef integration,
        Target target,
        String body,
        int attempt,
        OffsetDateTime begunAt,
        UUID lease,
        Progress progress,
        int credentialVersion,
        Optional<TraceContext> trace) {

    public TenantId tenant() {
        return integration.tenant();
    }
}
