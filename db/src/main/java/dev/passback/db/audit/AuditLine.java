package dev.passback.db.audit;

import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Who did what, and why.
 *
 * @param id greater than those of earlier lines
 * @param tenant the name of the tenant that it is about; absent for the platform itself
 * @param kind of the thing that was acted on
 * @param subject its name or id
 * @param before what people had set, as far as the act changes that; secrets are in neither
 */
public record AuditLine(
        long id,
        OffsetDateTime at,
        Optional<String> tenant,
        String actor,
        String act,
        Optional<String> reason,
        Optional<String> origin,
        Subject kind,
        Optional<String> subject,
        Optional<JsonObject> before,
        Optional<JsonObject> after) {}
