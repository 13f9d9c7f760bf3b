package dev.passback.db.integration;

import dev.passback.core.credential.Sealed;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Integrations and their sealed credentials, as sending needs them. What people see and change is in {@link IntegrationSettings}. */
public final class IntegrationStore {

    private final Pool pool;

    public IntegrationStore(Pool pool) {
        this.pool = pool;
    }

    static final String CREATE = """
            WITH made AS (
              INSERT INTO integration (tenant_id, id, label, connector, base_url, cap, answer_within, call_timeout,
                retry_waits, retry_window, unsure_rule, unsure_wait, may_add_result_links)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
              RETURNING *
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
              SELECT $1, $16, 'create', $17, $18, 'integration', id,
                to_jsonb(made) - '{tenant_id,id,state,state_reason,state_since,cap_now,cap_now_until,probe_at,released_at}'::text[]
                  - '{created_at,version,credential_version,told_state,told_since}'::text[]
              FROM made
            )
            INSERT INTO credential (tenant_id, integration_id, version, key_id, ciphertext)
            SELECT tenant_id, id, credential_version, $14, $15 FROM made
            """;

    /** Creates an integration with its credential; fails as a duplicate when the tenant has one with this id. */
    public Future<Void> create(Integration integration, Sealed credential, Act act) {
        Tuple values = IntegrationRows.addTo(
                        Tuple.of(
                                integration.ref().tenant().value(),
                                integration.ref().id(),
                                integration.label(),
                                integration.connector(),
                                integration.baseUrl().toString()),
                        integration)
                .addValue(credential.keyId())
                .addValue(credential.ciphertext());
        return pool.preparedQuery(CREATE).execute(act.addTo(values)).mapEmpty();
    }

    /** Creates an integration that Passback makes for itself; fails as a duplicate when the tenant has one with this id. */
    public Future<Void> create(Integration integration, Sealed credential) {
        return create(integration, credential, Act.BY_PASSBACK);
    }

    static final String FIND = "SELECT * FROM integration WHERE tenant_id = $1 AND id = $2";

    /** A tenant's integration. */
    public Future<Optional<Integration>> find(IntegrationRef ref) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(ref.tenant().value(), ref.id()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(
                                IntegrationRows.integration(rows.iterator().next())));
    }
}
