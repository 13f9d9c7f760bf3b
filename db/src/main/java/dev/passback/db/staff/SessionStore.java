package dev.passback.db.staff;

import dev.passback.core.staff.Role;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/** Who is signed in, by the hash of the session's token; sessions end by themselves after idleness and after a working day. */
public final class SessionStore {

    /** How long a session lives without a request. */
    public static final Duration IDLE = Duration.ofHours(2);

    /** How long a session lives at the most. */
    public static final Duration LONGEST = Duration.ofHours(12);

    private final Pool pool;

    public SessionStore(Pool pool) {
        this.pool = pool;
    }

    static final String BEGIN = """
            WITH ended AS (
              DELETE FROM staff_session WHERE created_at < now() - $4 * interval '1 millisecond'
            )
            INSERT INTO staff_session (token_hash, staff, csrf) VALUES ($1, $2, $3)
            """;

    /** Begins a session. Sessions that are over are deleted on the way. */
    public Future<Void> begin(byte[] tokenHash, String staff, String csrf) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(Buffer.buffer(tokenHash), staff, csrf, LONGEST.toMillis()))
                .mapEmpty();
    }

    // Seen at most once a minute: a page need not cost a write.
    static final String FIND = """
            WITH session AS (
              SELECT s.token_hash, s.csrf, s.last_seen_at, m.name, m.role
              FROM staff_session s JOIN staff m ON m.name = s.staff
              WHERE s.token_hash = $1 AND s.last_seen_at > now() - $2 * interval '1 millisecond'
                AND s.created_at > now() - $3 * interval '1 millisecond'
            ), seen AS (
              UPDATE staff_session s SET last_seen_at = now()
              FROM session
              WHERE s.token_hash = session.token_hash AND s.last_seen_at < now() - interval '1 minute'
            )
            SELECT name, role, csrf FROM session
            """;

    /** Whose session it is, unless it is over. */
    public Future<Optional<SignedIn>> find(byte[] tokenHash) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(Buffer.buffer(tokenHash), IDLE.toMillis(), LONGEST.toMillis()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    var row = rows.iterator().next();
                    return Role.ofWord(row.getString("role"))
                            .map(role -> new SignedIn(row.getString("name"), role, row.getString("csrf")));
                });
    }

    static final String END = "DELETE FROM staff_session WHERE token_hash = $1";

    /** Ends a session. */
    public Future<Void> end(byte[] tokenHash) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(Buffer.buffer(tokenHash)))
                .mapEmpty();
    }
}
