package dev.passback.db.submission;

import io.vertx.core.buffer.Buffer;

/**
 * The idempotency key of a request.
 *
 * @param key as the caller chose it, at most 255 characters
 * @param requestHash tells the same request from another one with the same key
 */
public record IdempotencyKey(String key, Buffer requestHash) {}
