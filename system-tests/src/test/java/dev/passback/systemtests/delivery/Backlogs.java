package dev.passback.systemtests.delivery;

import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.db.testing.Jdbc;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.Stage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts what would take long over HTTP into the database at once: hundreds of integrations, a million links that are due. */
record Backlogs(Stage stage) {

    private static final int DEEP = 100_000;

    /** Integrations of the tenant in front of the sandbox, each with a cap of 20. */
    void integrations(List<String> ids) throws TimeoutException {
        TenantId tenant = new TenantId(number("SELECT id FROM tenant WHERE name = '" + Installation.TENANT + "'"));
        Pool pool = Database.open(
                stage.vertx(), DatabaseAddress.parse(stage.database().url()), 4);
        IntegrationStore store = new IntegrationStore(pool);
        Future.all(ids.stream()
                        .map(id -> create(store, new IntegrationRef(tenant, id)))
                        .toList())
                .eventually(pool::close)
                .await(60, TimeUnit.SECONDS);
    }

    private Future<?> create(IntegrationStore store, IntegrationRef ref) {
        Integration integration = new Integration(
                ref,
                ref.id(),
                "kombo",
                URI.create(stage.sandbox().baseUrl()),
                Integration.State.ACTIVE,
                Integration.Limits.DEFAULT,
                RetryPolicy.DEFAULT);
        return store.create(integration, stage.installation().sealed(ref));
    }

    /** Links of an integration that are due now; many are counted and vacuumed, as those that have come over hours are. */
    void queue(String integration, int links) {
        Jdbc.run(stage.database().url(), """
                INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, state, due_at,
                  retry_until)
                SELECT tenant_id, gen_random_uuid(), id, 'key', 'candidate', id || '-' || no, 'label', 'https://example.com/r',
                  '{"label":"label","url":"https://example.com/r"}', 'queued', now(), now() + interval '3 days'
                FROM integration, generate_series(1, %d) AS no WHERE id = '%s'
                """.formatted(links, integration));
        if (links >= DEEP) {
            Jdbc.run(stage.database().url(), "VACUUM (ANALYZE) submission");
        }
    }

    long delivered(String integration) {
        return number(
                "SELECT count(*) FROM submission WHERE state = 'delivered' AND settled_at < 'infinity' AND integration_id = '"
                        + integration + "'");
    }

    private long number(String sql) {
        return Long.parseLong(String.valueOf(Jdbc.text(stage.database().url(), sql)));
    }
}
