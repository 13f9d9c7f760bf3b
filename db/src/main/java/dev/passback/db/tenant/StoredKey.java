package dev.passback.db.tenant;

import dev.passback.core.tenant.Caller;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * A tenant key as the database knows it.
 *
 * @param usable false once it is revoked or expired, by the database's clock
 * @param endsIn how long it is good from the look-up on; nothing for one that does not expire
 * @param suspended whether its tenant may do nothing now
 */
public record StoredKey(Caller caller, Buffer hash, boolean usable, Optional<Duration> endsIn, boolean suspended) {}
