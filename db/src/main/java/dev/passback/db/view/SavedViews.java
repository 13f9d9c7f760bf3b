package dev.passback.db.view;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.Act;
import dev.passback.db.staff.SignedIn;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The views that people keep. In the audit log they stand under their owner. */
public final class SavedViews {

    private static final int MOST = 50;

    private final Pool pool;

    public SavedViews(Pool pool) {
        this.pool = pool;
    }

    // A query may name tenants. So somebody who sees some tenants is shown only what people share who see none besides
    // those.
    static final String LIST = """
            SELECT v.* FROM saved_view v
            WHERE v.owner = $1
               OR v.shared AND ($2::bigint[] IS NULL
                 OR EXISTS (SELECT FROM staff o WHERE o.name = v.owner AND NOT o.all_tenants)
                   AND NOT EXISTS (SELECT FROM staff_tenant t WHERE t.staff = v.owner AND t.tenant_id <> ALL ($2)))
            ORDER BY lower(v.name), v.id LIMIT $3
            """;

    /** One's own and those that are shared with one, by name. */
    public Future<List<SavedView>> of(SignedIn who) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.tuple()
                        .addValue(who.staff())
                        .addValue(tenants(who))
                        .addValue(MOST))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SavedViews::view)
                        .toList());
    }

    // The same name again means the new query.
    static final String SAVE = """
            WITH kept AS (
              INSERT INTO saved_view (owner, name, query, shared)
              SELECT $4::text, $5::text, $6::text, $7::boolean
              WHERE (SELECT count(*) FROM saved_view WHERE owner = $4 AND name <> $5) < $8
              ON CONFLICT (owner, name) DO UPDATE SET query = excluded.query, shared = excluded.shared
              RETURNING *
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
              SELECT 0, $1, 'save view', $2, $3, 'staff', owner, jsonb_build_object('view', name, 'query', query, 'shared', shared)
              FROM kept
            )
            SELECT id FROM kept
            """;

    /**
     * Keeps a query under a name.
     *
     * @return whether it is kept; it is not when one has {@code 50} others
     */
    public Future<Boolean> save(SavedView view, Act act) {
        Tuple values = act.addTo(Tuple.tuple())
                .addValue(view.owner())
                .addValue(view.name())
                .addValue(view.query())
                .addValue(view.shared())
                .addValue(MOST);
        return pool.preparedQuery(SAVE).execute(values).map(rows -> rows.size() > 0);
    }

    static final String DELETE = """
            WITH gone AS (
              DELETE FROM saved_view WHERE id = $4 AND (owner = $5 OR shared AND $6) RETURNING *
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before)
              SELECT 0, $1, 'delete view', $2, $3, 'staff', owner, jsonb_build_object('view', name, 'query', query, 'shared', shared)
              FROM gone
            )
            SELECT id FROM gone
            """;

    /**
     * Forgets a view: one's own, or as an admin of all tenants a shared one.
     *
     * @return whether there was one
     */
    public Future<Boolean> delete(long id, SignedIn who, Act act) {
        Tuple values =
                act.addTo(Tuple.tuple()).addValue(id).addValue(who.staff()).addValue(who.runsAll());
        return pool.preparedQuery(DELETE).execute(values).map(rows -> rows.size() > 0);
    }

    private static Long @Nullable [] tenants(SignedIn who) {
        return who.tenants()
                .map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                .orElse(null);
    }

    private static SavedView view(Row row) {
        return new SavedView(
                row.getLong("id"),
                row.getString("owner"),
                row.getString("name"),
                row.getString("query"),
                row.getBoolean("shared"));
    }
}
