package dev.passback.db.staff;

import dev.passback.core.staff.Role;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Who is signed in, by the hash of the session's token; sessions end by themselves after idleness and after a working day. That
 * one began or ended is in the audit log by the same statement.
 */
public final class SessionStore {

    /** How long a session lives without a request. */
    public static final Duration IDLE = Duration.ofHours(2);

    /** How long a session lives at the most. */
    public static final Duration LONGEST = Duration.ofHours(12);

    private final Pool pool;

    public SessionStore(Pool pool) {
        this.pool = pool;
    }

    // Whoever has got in has spent no failed tries.
    static final String BEGIN = """
            WITH ended AS (
              DELETE FROM staff_session WHERE created_at < now() - $4 * interval '1 millisecond'
            ), member AS (
              UPDATE staff SET failed_sign_ins = 0, locked_until = NULL, last_signed_in_at = now()
              WHERE name = $2 AND disabled_at IS NULL
              RETURNING name
            ), noted AS (
              INSERT INTO audit (tenant_id, subject_kind, subject, actor, act, origin)
              SELECT 0, 'staff', name, 'staff:' || name, 'sign in', $5 FROM member
            )
            INSERT INTO staff_session (token_hash, staff, csrf) SELECT $1, name, $3 FROM member
            """;

    /**
     * Begins a session. Sessions that are over are deleted on the way.
     *
     * @return whether it did; it does not for somebody who is disabled or not there
     */
    public Future<Boolean> begin(String staff, NewSession session) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(session.tokenHash(), staff, session.csrf(), LONGEST.toMillis(), session.origin()))
                .map(begun -> begun.rowCount() > 0);
    }

    // Seen at most once a minute: a page need not cost a write. What the person may do and see is read here each time.
    static final String FIND = """
            WITH session AS (
              SELECT s.token_hash, s.csrf, s.last_seen_at, m.name, m.role, m.provider_subject IS NOT NULL AS by_provider,
                     CASE WHEN NOT m.all_tenants THEN ARRAY(SELECT tenant_id FROM staff_tenant t WHERE t.staff = m.name) END
                       AS tenants
              FROM staff_session s JOIN staff m ON m.name = s.staff
              WHERE s.token_hash = $1 AND s.last_seen_at > now() - $2 * interval '1 millisecond'
                AND s.created_at > now() - $3 * interval '1 millisecond' AND m.disabled_at IS NULL
            ), seen AS (
              UPDATE staff_session s SET last_seen_at = now()
              FROM session
              WHERE s.token_hash = session.token_hash AND s.last_seen_at < now() - interval '1 minute' AND $4
            )
            SELECT name, role, tenants, by_provider, csrf FROM session
            """;

    /** Whose session it is, unless it is over; it is idle anew from now on. */
    public Future<Optional<SignedIn>> find(byte[] tokenHash) {
        return find(tokenHash, true);
    }

    /** Whose session it is, unless it is over; for what a page asks by itself, which keeps no session alive. */
    public Future<Optional<SignedIn>> look(byte[] tokenHash) {
        return find(tokenHash, false);
    }

    private Future<Optional<SignedIn>> find(byte[] tokenHash, boolean seen) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(Buffer.buffer(tokenHash), IDLE.toMillis(), LONGEST.toMillis(), seen))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : signedIn(rows.iterator().next()));
    }

    static final String ALIVE = """
            SELECT s.token_hash FROM staff_session s JOIN staff m ON m.name = s.staff
            WHERE s.token_hash = ANY ($1) AND s.last_seen_at > now() - $2 * interval '1 millisecond'
              AND s.created_at > now() - $3 * interval '1 millisecond' AND m.disabled_at IS NULL
            """;

    /** Which of these sessions are not over. */
    public Future<List<byte[]>> alive(List<byte[]> tokenHashes) {
        Buffer[] hashes = tokenHashes.stream().map(Buffer::buffer).toArray(Buffer[]::new);
        return pool.preparedQuery(ALIVE)
                .execute(
                        Tuple.tuple().addValue(hashes).addValue(IDLE.toMillis()).addValue(LONGEST.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getBuffer(0).getBytes())
                        .toList());
    }

    private static Optional<SignedIn> signedIn(Row row) {
        Optional<Set<TenantId>> tenants = Optional.ofNullable(row.getArrayOfLongs("tenants"))
                .map(some -> Arrays.stream(some).map(TenantId::new).collect(Collectors.toUnmodifiableSet()));
        return Role.ofWord(row.getString("role"))
                .map(role -> new SignedIn(
                        row.getString("name"), role, tenants, row.getBoolean("by_provider"), row.getString("csrf")));
    }

    static final String END = """
            WITH ended AS (
              DELETE FROM staff_session WHERE token_hash = $1 RETURNING staff
            )
            INSERT INTO audit (tenant_id, subject_kind, subject, actor, act, origin)
            SELECT 0, 'staff', staff, 'staff:' || staff, 'sign out', $2 FROM ended
            """;

    /**
     * Ends a session.
     *
     * @param origin from which address
     */
    public Future<Void> end(byte[] tokenHash, String origin) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(Buffer.buffer(tokenHash), origin))
                .mapEmpty();
    }
}
