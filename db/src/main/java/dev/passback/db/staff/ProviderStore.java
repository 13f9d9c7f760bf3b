package dev.passback.db.staff;

import dev.passback.db.Failures;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** People who sign in at an OpenID provider. They are members of staff as others are; the provider says their role. */
public final class ProviderStore {

    private final Pool pool;

    public ProviderStore(Pool pool) {
        this.pool = pool;
    }

    // A name here is never taken over: who has it already keeps it. With another role the sessions with the old one are
    // over.
    static final String BEGIN = """
            WITH wanted AS (
              SELECT c.name FROM unnest($2::text[]) WITH ORDINALITY AS c (name, place)
              WHERE NOT EXISTS (SELECT FROM staff s WHERE s.name = c.name) ORDER BY place LIMIT 1
            ), made AS (
              INSERT INTO staff (name, role, provider_subject, all_tenants, last_signed_in_at)
              SELECT name, $3, $1, $4, now() FROM wanted WHERE NOT EXISTS (SELECT FROM staff WHERE provider_subject = $1)
              RETURNING name
            ), before AS (
              SELECT name, role FROM staff WHERE provider_subject = $1 AND disabled_at IS NULL FOR UPDATE
            ), known AS (
              UPDATE staff s
              SET role = $3, version = CASE WHEN b.role = $3 THEN s.version ELSE s.version + 1 END, last_signed_in_at = now()
              FROM before b WHERE s.name = b.name
              RETURNING s.name, b.role AS role_before
            ), ended AS (
              DELETE FROM staff_session s USING known k WHERE s.staff = k.name AND k.role_before <> $3
            ), member AS (
              SELECT name FROM made UNION ALL SELECT name FROM known
            ), noted AS (
              INSERT INTO audit (tenant_id, subject_kind, subject, actor, act, reason, origin, before, after)
              SELECT 0, 'staff', name, 'staff:' || name, 'create', 'first sign-in at the provider', $7, NULL,
                     jsonb_build_object('role', $3::text, 'all_tenants', $4::boolean) FROM made
              UNION ALL
              SELECT 0, 'staff', name, 'staff:' || name, 'change', 'by the groups at the provider', $7,
                     jsonb_build_object('role', role_before), jsonb_build_object('role', $3::text)
              FROM known WHERE role_before <> $3
              UNION ALL
              SELECT 0, 'staff', name, 'staff:' || name, 'sign in', NULL, $7, NULL, NULL FROM member
            )
            INSERT INTO staff_session (token_hash, staff, csrf) SELECT $5, name, $6 FROM member
            """;

    /**
     * Makes the person a member of staff, if need be, and begins a session.
     *
     * @return whether it did; it does not for somebody who is disabled here
     */
    public Future<Boolean> begin(ProviderPerson person, NewSession session) {
        return attempt(person, session)
                // two first sign-ins in one moment: the second one finds the name, or itself
                .recover(failure ->
                        Failures.isDuplicate(failure) ? attempt(person, session) : Future.failedFuture(failure));
    }

    private Future<Boolean> attempt(ProviderPerson person, NewSession session) {
        Tuple values = Tuple.tuple()
                .addValue(person.subject())
                .addValue(person.names().toArray(String[]::new))
                .addValue(person.role().word())
                .addValue(person.allTenants())
                .addValue(session.tokenHash())
                .addValue(session.csrf())
                .addValue(session.origin());
        return pool.preparedQuery(BEGIN).execute(values).map(begun -> begun.rowCount() > 0);
    }

    static final String REFUSE = """
            WITH member AS (
              SELECT name FROM staff WHERE provider_subject = $1
            ), ended AS (
              DELETE FROM staff_session s USING member m WHERE s.staff = m.name
            )
            INSERT INTO audit (tenant_id, subject_kind, subject, actor, act, reason, origin)
            VALUES (0, 'staff', (SELECT name FROM member), 'nobody', 'sign in refused', $2, $3)
            """;

    /** Writes down that the person may not sign in, and ends all sessions of that person. */
    public Future<Void> refuse(String subject, String reason, String origin) {
        return pool.preparedQuery(REFUSE)
                .execute(Tuple.of(subject, reason, origin))
                .mapEmpty();
    }
}
