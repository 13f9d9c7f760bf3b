package dev.passback.db.staff;

import dev.passback.core.staff.PasswordHash;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries to sign in with a password, counted over all nodes. A try is counted before the password is looked at and taken back by
 * {@link SessionStore#begin}: so of many guesses at once no more pass than of guesses one after the other. While an account is
 * closed nothing is counted, so nobody can keep it closed for longer than {@code sign_in_wait} says. Names that nobody has are
 * counted and closed alike.
 */
public final class SignInStore {

    private static final int BUCKETS = 1 << 20;

    /** What came of asking for a try. */
    public sealed interface Try {

        /** It may be made: this is what the password is held against. Nothing where nobody can sign in so. */
        record Open(Optional<PasswordHash> password) implements Try {}

        /** It may not be made yet, whoever it is. */
        record Closed(Duration left) implements Try {}
    }

    private final Pool pool;

    public SignInStore(Pool pool) {
        this.pool = pool;
    }

    // clock_timestamp(): of two tries at once the second waits for the first one's row, and now() would be older than
    // that.
    static final String TAKE = """
            WITH known AS (
              UPDATE staff
              SET failed_sign_ins = CASE WHEN locked_until < now() - interval '1 day' THEN 1 ELSE failed_sign_ins + 1 END,
                  locked_until = clock_timestamp() + sign_in_wait(
                    CASE WHEN locked_until < now() - interval '1 day' THEN 1 ELSE failed_sign_ins + 1 END)
              WHERE name = $1 AND (locked_until IS NULL OR locked_until <= clock_timestamp())
              RETURNING CASE WHEN disabled_at IS NULL THEN password_hash END AS password_hash
            ), unknown AS (
              INSERT INTO unknown_name AS u (bucket, failed_sign_ins, locked_until)
              SELECT $2, 1, clock_timestamp() WHERE NOT EXISTS (SELECT FROM staff WHERE name = $1)
              ON CONFLICT (bucket) DO UPDATE
              SET failed_sign_ins = CASE WHEN u.locked_until < now() - interval '1 day' THEN 1 ELSE u.failed_sign_ins + 1 END,
                  locked_until = clock_timestamp() + sign_in_wait(
                    CASE WHEN u.locked_until < now() - interval '1 day' THEN 1 ELSE u.failed_sign_ins + 1 END)
              WHERE u.locked_until <= clock_timestamp()
              RETURNING NULL::text AS password_hash
            ), forgotten AS (
              DELETE FROM unknown_name WHERE bucket <> $2 AND bucket IN (
                SELECT bucket FROM unknown_name WHERE locked_until < now() - interval '1 day' LIMIT 10 FOR UPDATE SKIP LOCKED)
            ), closed AS (
              SELECT locked_until FROM staff WHERE name = $1
              UNION ALL
              SELECT locked_until FROM unknown_name WHERE bucket = $2 AND NOT EXISTS (SELECT FROM staff WHERE name = $1)
            )
            SELECT true AS open, password_hash, 0::bigint AS wait_ms FROM (TABLE known UNION ALL TABLE unknown) taken
            UNION ALL
            SELECT false, NULL, greatest(1, extract(epoch FROM max(locked_until) - now()) * 1000)::bigint FROM closed
            WHERE NOT EXISTS (TABLE known) AND NOT EXISTS (TABLE unknown)
            """;

    /** Takes one try for that name, if it has one now. */
    public Future<Try> take(String name) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(name, bucket(name)))
                .map(rows -> attempt(rows.iterator().next()));
    }

    private static Try attempt(Row row) {
        if (!row.getBoolean("open")) {
            return new Try.Closed(Duration.ofMillis(
                    Optional.ofNullable(row.getLong("wait_ms")).orElse(1_000L)));
        }
        @Nullable String hash = row.getString("password_hash");
        return new Try.Open(Optional.ofNullable(hash).map(PasswordHash::new));
    }

    // Of a name that nobody has, nothing is kept: it may be a password in the wrong field.
    static final String NOTE_REFUSED = """
            INSERT INTO audit (tenant_id, subject_kind, subject, actor, act, origin)
            VALUES (0, 'staff', (SELECT name FROM staff WHERE name = $1), 'nobody', 'sign in refused', $2)
            """;

    /**
     * Writes down that a try failed. The actor is nobody: who it was is not known.
     *
     * @param origin from which address
     */
    public Future<Void> noteRefused(String name, String origin) {
        return pool.preparedQuery(NOTE_REFUSED).execute(Tuple.of(name, origin)).mapEmpty();
    }

    private static int bucket(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getInt() & (BUCKETS - 1);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
