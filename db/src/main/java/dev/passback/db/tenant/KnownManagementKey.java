package dev.passback.db.tenant;

import dev.passback.core.tenant.ManagementCaller;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * A management key as the database knows it, to check a caller's against.
 *
 * @param usable false once it is revoked or expired, by the database's clock
 * @param endsIn how long it is good from the look-up on; nothing for one that does not expire
 */
public record KnownManagementKey(ManagementCaller caller, Buffer hash, boolean usable, Optional<Duration> endsIn) {}
