package dev.passback.db.tenant;

import dev.passback.core.tenant.Caller;
import io.vertx.core.buffer.Buffer;

/**
 * A tenant key as the database knows it.
 *
 * @param usable false once it is revoked or expired, by the database's clock
 */
public record StoredKey(Caller caller, Buffer hash, boolean usable) {}
