package dev.passback.db.integration;

import dev.passback.core.credential.Sealed;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Change;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** What people see and change of integrations. No ciphertext is read here, and no key is needed. */
public final class IntegrationSettings {

    private final Pool pool;

    public IntegrationSettings(Pool pool) {
        this.pool = pool;
    }

    static final String LIST = """
            SELECT i.*, t.name AS tenant_name, c.created_at AS credential_since, c.key_id AS credential_key,
                   CASE WHEN i.cap_now_until > now() THEN i.cap_now END AS cap_in_force
            FROM integration i
            JOIN tenant t ON t.id = i.tenant_id
            JOIN credential c ON c.tenant_id = i.tenant_id AND c.integration_id = i.id AND c.version = i.credential_version
            WHERE ($1::bigint[] IS NULL OR i.tenant_id = ANY ($1))
              AND ($2::text[] IS NULL OR i.state = ANY ($2))
              AND ($3::bigint IS NULL OR (t.name, i.id) > ((SELECT name FROM tenant WHERE id = $3), $4::text))
            ORDER BY t.name, i.id
            LIMIT $5
            """;

    /**
     * A page of integrations by tenant and id, at most {@code size} of them.
     *
     * @param after those that follow this one
     */
    public Future<Page<IntegrationView>> list(IntegrationFilter filter, Optional<IntegrationRef> after, int size) {
        Tuple values = Tuple.tuple()
                .addValue(filter.tenants()
                        .map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                        .orElse(null))
                .addValue(
                        filter.states().isEmpty()
                                ? null
                                : filter.states().stream()
                                        .map(Integration.State::word)
                                        .toArray(String[]::new))
                .addValue(after.map(ref -> ref.tenant().value()).orElse(null))
                .addValue(after.map(IntegrationRef::id).orElse(null))
                .addValue(size + 1);
        return pool.preparedQuery(LIST).execute(values).map(rows -> Page.of(rows, size, IntegrationRows::view));
    }

    static final String FIND = """
            SELECT i.*, t.name AS tenant_name, c.created_at AS credential_since, c.key_id AS credential_key,
                   CASE WHEN i.cap_now_until > now() THEN i.cap_now END AS cap_in_force
            FROM integration i
            JOIN tenant t ON t.id = i.tenant_id
            JOIN credential c ON c.tenant_id = i.tenant_id AND c.integration_id = i.id AND c.version = i.credential_version
            WHERE i.tenant_id = $1 AND i.id = $2
            """;

    /** A tenant's integration. */
    public Future<Optional<IntegrationView>> find(IntegrationRef ref) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(ref.tenant().value(), ref.id()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(IntegrationRows.view(rows.iterator().next())));
    }

    static final String CHANGE = """
            WITH was AS (
              SELECT * FROM integration WHERE tenant_id = $1 AND id = $2 FOR UPDATE
            ), changed AS (
              UPDATE integration i
              SET label = $4, base_url = $5, cap = $6, answer_within = $7, call_timeout = $8, retry_waits = $9, retry_window = $10,
                  unsure_rule = $11, unsure_wait = $12, may_add_result_links = $13, version = i.version + 1
              FROM was
              WHERE i.tenant_id = $1 AND i.id = was.id AND was.version = $3
              RETURNING i.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT $1, $14, 'change', $15, $16, 'integration', changed.id,
                to_jsonb(was) - '{tenant_id,id,state,state_reason,state_since,cap_now,cap_now_until,probe_at,released_at}'::text[]
                  - '{created_at,version,credential_version,told_state,told_since}'::text[],
                to_jsonb(changed) - '{tenant_id,id,state,state_reason,state_since,cap_now,cap_now_until,probe_at,released_at}'::text[]
                  - '{created_at,version,credential_version,told_state,told_since}'::text[]
              FROM was, changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed ON true
            """;

    /**
     * Sets label, base URL, limits, retry policy and the permission to add result links; connector and state stay as they are. The
     * next attempt goes by it.
     *
     * @param version that the change was made on
     */
    public Future<Change> change(Integration wanted, long version, Act act) {
        Tuple values = IntegrationRows.addTo(
                Tuple.of(
                        wanted.ref().tenant().value(),
                        wanted.ref().id(),
                        version,
                        wanted.label(),
                        wanted.baseUrl().toString()),
                wanted);
        return pool.preparedQuery(CHANGE).execute(act.addTo(values)).map(Change::ofVersioned);
    }

    static final String PAUSE = """
            WITH was AS (
              SELECT * FROM integration WHERE tenant_id = $1 AND id = $2 FOR UPDATE
            ), changed AS (
              UPDATE integration i SET state = 'paused', state_reason = $4, state_since = now(), probe_at = NULL
              FROM was
              WHERE i.tenant_id = $1 AND i.id = was.id AND was.state <> 'paused'
              RETURNING i.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT $1, $3, 'pause', $4, $5, 'integration', changed.id,
                jsonb_build_object('state', was.state), jsonb_build_object('state', changed.state)
              FROM was, changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed ON true
            """;

    /** Stops sending its submissions until a person releases it; they are still accepted. The act's reason is kept with it. */
    public Future<Change> pause(IntegrationRef ref, Act act) {
        return pool.preparedQuery(PAUSE)
                .execute(act.addTo(Tuple.of(ref.tenant().value(), ref.id())))
                .map(Change::ofAct);
    }

    static final String RELEASE = """
            WITH was AS (
              SELECT * FROM integration WHERE tenant_id = $1 AND id = $2 FOR UPDATE
            ), changed AS (
              UPDATE integration i
              SET state = 'active', state_reason = NULL, state_since = now(), probe_at = NULL, released_at = now()
              FROM was
              WHERE i.tenant_id = $1 AND i.id = was.id AND was.state <> 'active'
              RETURNING i.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT $1, $3, 'release', $4, $5, 'integration', changed.id,
                jsonb_build_object('state', was.state, 'state_reason', was.state_reason),
                jsonb_build_object('state', changed.state)
              FROM was, changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed ON true
            """;

    /** Lets its submissions be sent again after it was blocked or paused. */
    public Future<Change> release(IntegrationRef ref, Act act) {
        return pool.preparedQuery(RELEASE)
                .execute(act.addTo(Tuple.of(ref.tenant().value(), ref.id())))
                .map(Change::ofAct);
    }

    // A blocked one is tried at once: perhaps its credential was what was wrong.
    static final String ROTATE = """
            WITH was AS (
              SELECT * FROM integration WHERE tenant_id = $1 AND id = $2 FOR UPDATE
            ), changed AS (
              UPDATE integration i
              SET credential_version = was.credential_version + 1, probe_at = CASE WHEN was.state = 'blocked' THEN now() END
              FROM was
              WHERE i.tenant_id = $1 AND i.id = was.id
              RETURNING i.*
            ), stored AS (
              INSERT INTO credential (tenant_id, integration_id, version, key_id, ciphertext)
              SELECT $1, id, credential_version, $3, $4 FROM changed
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT $1, $5, 'rotate', $6, $7, 'credential', changed.id,
                jsonb_build_object('version', was.credential_version), jsonb_build_object('version', changed.credential_version)
              FROM was, changed
            )
            SELECT credential_version FROM changed
            """;

    /**
     * Puts a new credential in force, from the next attempt on.
     *
     * @return its version; nothing when there is no such integration
     */
    public Future<Optional<Integer>> rotate(IntegrationRef ref, Sealed credential, Act act) {
        Tuple values = Tuple.of(ref.tenant().value(), ref.id(), credential.keyId(), credential.ciphertext());
        return pool.preparedQuery(ROTATE)
                .execute(act.addTo(values))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getInteger(0)));
    }
}
