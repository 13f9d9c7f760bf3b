package dev.passback.db.staff;

import io.vertx.core.buffer.Buffer;

/**
 * A session that is to begin.
 *
 * @param tokenHash the hash of the cookie's token
 * @param csrf the token that each of its forms will carry
 * @param origin from which address
 */
public record NewSession(Buffer tokenHash, String csrf, String origin) {

    /** A session whose token has this hash. */
    public static NewSession of(byte[] tokenHash, String csrf, String origin) {
        return new NewSession(Buffer.buffer(tokenHash), csrf, origin);
    }
}
