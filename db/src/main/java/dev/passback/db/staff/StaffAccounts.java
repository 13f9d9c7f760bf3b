package dev.passback.db.staff;

import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Change;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may what. Every change ends the sessions of whom it is about, in the same statement: nobody goes on with what he may no
 * longer do. In the audit log these changes stand under the platform itself.
 */
public final class StaffAccounts {

    private final Pool pool;

    public StaffAccounts(Pool pool) {
        this.pool = pool;
    }

    static final String CREATE = """
            WITH made AS (
              INSERT INTO staff (name, role, password_hash, all_tenants) VALUES ($1, $2, $3, $4::bigint[] IS NULL) RETURNING *
            ), tenants AS (
              INSERT INTO staff_tenant (staff, tenant_id) SELECT made.name, wanted.id FROM made, unnest($4::bigint[]) AS wanted (id)
            )
            INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
            SELECT 0, $5, 'create', $6, $7, 'staff', name,
              jsonb_build_object('role', role, 'all_tenants', all_tenants,
                'tenants', ARRAY(SELECT t.name FROM tenant t WHERE t.id = ANY ($4) ORDER BY t.name))
            FROM made
            """;

    /**
     * Creates a member; fails as a duplicate when the name is taken.
     *
     * @param tenants whose data the member sees; absent for all
     */
    public Future<Void> create(StaffMember member, Optional<Set<TenantId>> tenants, Act act) {
        Tuple values =
                Tuple.of(member.name(), member.role().word(), member.password().text(), numbers(tenants));
        return pool.preparedQuery(CREATE).execute(act.addTo(values)).mapEmpty();
    }

    static final String LIST = """
            SELECT m.name, m.role, m.all_tenants, m.provider_subject IS NOT NULL AS by_provider, m.disabled_at, m.locked_until,
                   m.last_signed_in_at, m.created_at, m.version,
                   ARRAY(SELECT t.id FROM staff_tenant s JOIN tenant t ON t.id = s.tenant_id WHERE s.staff = m.name
                     ORDER BY t.name) AS tenant_ids,
                   ARRAY(SELECT t.name FROM staff_tenant s JOIN tenant t ON t.id = s.tenant_id WHERE s.staff = m.name
                     ORDER BY t.name) AS tenant_names
            FROM staff m
            WHERE $1::text IS NULL OR m.name > $1
            ORDER BY m.name
            LIMIT $2
            """;

    /**
     * A page of members by name, at most {@code size} of them.
     *
     * @param after those that follow this name
     */
    public Future<Page<StaffAccount>> list(Optional<String> after, int size) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(after.orElse(null), size + 1))
                .map(rows -> Page.of(rows, size, StaffRows::account));
    }

    static final String FIND = """
            SELECT m.name, m.role, m.all_tenants, m.provider_subject IS NOT NULL AS by_provider, m.disabled_at, m.locked_until,
                   m.last_signed_in_at, m.created_at, m.version,
                   ARRAY(SELECT t.id FROM staff_tenant s JOIN tenant t ON t.id = s.tenant_id WHERE s.staff = m.name
                     ORDER BY t.name) AS tenant_ids,
                   ARRAY(SELECT t.name FROM staff_tenant s JOIN tenant t ON t.id = s.tenant_id WHERE s.staff = m.name
                     ORDER BY t.name) AS tenant_names
            FROM staff m
            WHERE m.name = $1
            """;

    /** The member of that name. */
    public Future<Optional<StaffAccount>> find(String name) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(name))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(StaffRows.account(rows.iterator().next())));
    }

    static final String CHANGE = """
            WITH was AS (
              SELECT m.name, m.role, m.all_tenants, m.version,
                     ARRAY(SELECT t.name FROM staff_tenant s JOIN tenant t ON t.id = s.tenant_id WHERE s.staff = m.name
                       ORDER BY t.name) AS tenants
              FROM staff m WHERE m.name = $1 FOR UPDATE OF m
            ), changed AS (
              UPDATE staff m SET role = $3, all_tenants = $4::bigint[] IS NULL, version = m.version + 1
              FROM was
              WHERE m.name = was.name AND was.version = $2
              RETURNING m.*
            ), taken AS (
              DELETE FROM staff_tenant s USING changed
              WHERE s.staff = changed.name AND NOT s.tenant_id = ANY (coalesce($4::bigint[], '{}'))
            ), given AS (
              INSERT INTO staff_tenant (staff, tenant_id) SELECT changed.name, wanted.id FROM changed, unnest($4::bigint[]) AS wanted (id)
              ON CONFLICT DO NOTHING
            ), ended AS (
              DELETE FROM staff_session s USING changed WHERE s.staff = changed.name
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT 0, $5, 'change', $6, $7, 'staff', changed.name,
                jsonb_build_object('role', was.role, 'all_tenants', was.all_tenants, 'tenants', was.tenants),
                jsonb_build_object('role', changed.role, 'all_tenants', changed.all_tenants,
                  'tenants', ARRAY(SELECT t.name FROM tenant t WHERE t.id = ANY ($4) ORDER BY t.name))
              FROM was, changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed USING (name)
            """;

    /**
     * Sets role and tenants.
     *
     * @param tenants whose data the member sees; absent for all
     * @param version that the change was made on
     */
    public Future<Change> change(String name, Role role, Optional<Set<TenantId>> tenants, long version, Act act) {
        Tuple values = Tuple.of(name, version, role.word(), numbers(tenants));
        return pool.preparedQuery(CHANGE).execute(act.addTo(values)).map(Change::ofVersioned);
    }

    static final String ENABLE = """
            WITH was AS (
              SELECT name, disabled_at, version FROM staff WHERE name = $1 FOR UPDATE
            ), changed AS (
              UPDATE staff m SET disabled_at = CASE WHEN NOT $2::boolean THEN now() END, version = m.version + 1
              FROM was
              WHERE m.name = was.name AND (was.disabled_at IS NULL) <> $2
              RETURNING m.name, m.version
            ), ended AS (
              DELETE FROM staff_session s USING changed WHERE s.staff = changed.name
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject)
              SELECT 0, $3, CASE WHEN $2 THEN 'enable' ELSE 'disable' END, $4, $5, 'staff', name FROM changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed USING (name)
            """;

    /** Lets a member sign in again. */
    public Future<Change> enable(String name, Act act) {
        return pool.preparedQuery(ENABLE)
                .execute(act.addTo(Tuple.of(name, true)))
                .map(Change::ofAct);
    }

    /** Keeps a member from signing in. */
    public Future<Change> disable(String name, Act act) {
        return pool.preparedQuery(ENABLE)
                .execute(act.addTo(Tuple.of(name, false)))
                .map(Change::ofAct);
    }

    static final String SET_PASSWORD = """
            WITH was AS (
              SELECT name, provider_subject, version FROM staff WHERE name = $1 FOR UPDATE
            ), changed AS (
              UPDATE staff m SET password_hash = $2, version = m.version + 1
              FROM was
              WHERE m.name = was.name AND was.provider_subject IS NULL
              RETURNING m.name, m.version
            ), ended AS (
              DELETE FROM staff_session s USING changed WHERE s.staff = changed.name
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject)
              SELECT 0, $3, 'set password', $4, $5, 'staff', name FROM changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed USING (name)
            """;

    /** Sets a password; changes nothing for a member who signs in at an OpenID provider. */
    public Future<Change> setPassword(String name, PasswordHash password, Act act) {
        return pool.preparedQuery(SET_PASSWORD)
                .execute(act.addTo(Tuple.of(name, password.text())))
                .map(Change::ofAct);
    }

    private static Long @Nullable [] numbers(Optional<Set<TenantId>> tenants) {
        return tenants.map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                .orElse(null);
    }
}
