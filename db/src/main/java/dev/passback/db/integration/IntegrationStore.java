package dev.passback.db.integration;

import dev.passback.core.credential.Sealed;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Integrations and their sealed credentials. */
public final class IntegrationStore {

    private final Pool pool;

    public IntegrationStore(Pool pool) {
        this.pool = pool;
    }

    static final String CREATE = """
            WITH made AS (
              INSERT INTO integration (tenant_id, id, label, connector, base_url, cap, answer_within, call_timeout,
                retry_waits, retry_window, unsure_rule, unsure_wait)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
              RETURNING tenant_id, id
            )
            INSERT INTO credential (tenant_id, integration_id, version, key_id, ciphertext)
            SELECT tenant_id, id, 1, $13, $14 FROM made
            """;

    /** Creates an integration with its credential; fails as a duplicate when the tenant has one with this id. */
    public Future<Void> create(Integration integration, Sealed credential) {
        RetryPolicy retry = integration.retry();
        Tuple values = Tuple.tuple()
                .addValue(integration.ref().tenant().value())
                .addValue(integration.ref().id())
                .addValue(integration.label())
                .addValue(integration.connector())
                .addValue(integration.baseUrl().toString())
                .addValue(integration.limits().cap())
                .addValue(integration.limits().answerWithin().toMillis())
                .addValue(integration.limits().callTimeout().toMillis())
                .addValue(retry.waits().stream().map(Duration::toMillis).toArray(Long[]::new))
                .addValue(retry.window().toMillis())
                .addValue(retry.unsure().name().toLowerCase(Locale.ROOT))
                .addValue(retry.unsureWait().toMillis())
                .addValue(credential.keyId())
                .addValue(credential.ciphertext());
        return pool.preparedQuery(CREATE).execute(values).mapEmpty();
    }

    static final String FIND = "SELECT * FROM integration WHERE tenant_id = $1 AND id = $2";

    /** A tenant's integration. */
    public Future<Optional<Integration>> find(IntegrationRef ref) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(ref.tenant().value(), ref.id()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(integration(rows.iterator().next())));
    }

    static final String RELEASE = """
            UPDATE integration SET state = 'active', state_reason = NULL, state_since = now(), probe_at = NULL, released_at = now()
            WHERE tenant_id = $1 AND id = $2 AND state <> 'active'
            """;

    /**
     * Lets its submissions be sent again after it was blocked or paused.
     *
     * @return whether that changed anything
     */
    public Future<Boolean> release(IntegrationRef ref) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(ref.tenant().value(), ref.id()))
                .map(done -> done.rowCount() == 1);
    }

    static final String PAUSE = """
            UPDATE integration SET state = 'paused', state_reason = $3, state_since = now(), probe_at = NULL
            WHERE tenant_id = $1 AND id = $2 AND state <> 'paused'
            """;

    /**
     * Stops sending its submissions until a person releases it; they are still accepted.
     *
     * @return whether that changed anything
     */
    public Future<Boolean> pause(IntegrationRef ref, String reason) {
        return pool.preparedQuery(PAUSE)
                .execute(Tuple.of(ref.tenant().value(), ref.id(), reason))
                .map(done -> done.rowCount() == 1);
    }

    static final String MOVE = "UPDATE integration SET base_url = $3 WHERE tenant_id = $1 AND id = $2";

    /** Changes where the upstream is; the next attempt goes there. */
    public Future<Void> move(IntegrationRef ref, URI baseUrl) {
        return pool.preparedQuery(MOVE)
                .execute(Tuple.of(ref.tenant().value(), ref.id(), baseUrl.toString()))
                .mapEmpty();
    }

    private static Integration integration(Row row) {
        return new Integration(
                new IntegrationRef(new TenantId(row.getLong("tenant_id")), row.getString("id")),
                row.getString("label"),
                row.getString("connector"),
                URI.create(row.getString("base_url")),
                Integration.State.ofWord(row.getString("state")),
                new Integration.Limits(
                        row.getInteger("cap"), duration(row, "answer_within"), duration(row, "call_timeout")),
                new RetryPolicy(
                        Arrays.stream(row.getArrayOfLongs("retry_waits"))
                                .map(Duration::ofMillis)
                                .toList(),
                        duration(row, "retry_window"),
                        RetryPolicy.UnsureRule.valueOf(
                                row.getString("unsure_rule").toUpperCase(Locale.ROOT)),
                        duration(row, "unsure_wait")));
    }

    private static Duration duration(Row row, String column) {
        return Duration.ofMillis(row.getLong(column));
    }
}
