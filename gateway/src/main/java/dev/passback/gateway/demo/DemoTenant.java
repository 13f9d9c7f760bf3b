package dev.passback.gateway.demo;

import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.Act;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.db.integration.IntegrationView;
import dev.passback.db.staff.StaffMember;
import dev.passback.db.staff.StaffStore;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The demo's tenant, its key, its integrations and its member of staff: made by the same stores as real ones. */
final class DemoTenant {

    static final String NAME = "assessments";

    /** The first one is what the demo's curl line uses. */
    static final List<String> INTEGRATIONS = List.of(
            "greenhouse:HWUTwvyx2wLoSUHphiWVrp28",
            "workday:3kRfXq7pBnVtYhJmLs9WcDgA",
            "lever:7TqZbNwKx4VhMfPjRc2LsGyE",
            "smartrecruiters:Bv5HnKq9WtXcYdRfJm3PzLsA");

    private static final List<String> LABELS =
            List.of("Northwind (Greenhouse)", "Contoso (Workday)", "Initech (Lever)", "Umbrella (SmartRecruiters)");

    private static final String CREDENTIAL = "ks_dev_sandbox";

    private final Pool pool;
    private final DemoFolder.Secrets secrets;

    DemoTenant(Pool pool, DemoFolder.Secrets secrets) {
        this.pool = pool;
        this.secrets = secrets;
    }

    /** Makes what is missing; an older one may have had its sandbox on another port. */
    Future<Void> make(URI sandbox) {
        TenantStore tenants = new TenantStore(pool);
        return tenants.find(NAME)
                .compose(found -> found.map(tenant -> move(tenant, sandbox))
                        .orElseGet(() -> tenants.create(NAME).compose(tenant -> furnish(tenant, sandbox))));
    }

    private Future<Void> move(Tenant tenant, URI sandbox) {
        IntegrationSettings integrations = new IntegrationSettings(pool);
        return Future.all(INTEGRATIONS.stream()
                        .map(id -> integrations
                                .find(new IntegrationRef(tenant.id(), id))
                                .compose(found -> found.filter(view ->
                                                !view.integration().baseUrl().equals(sandbox))
                                        .map(view -> move(integrations, view, sandbox))
                                        .orElseGet(Future::succeededFuture)))
                        .toList())
                .mapEmpty();
    }

    private static Future<Void> move(IntegrationSettings integrations, IntegrationView view, URI sandbox) {
        Integration was = view.integration();
        Integration moved = new Integration(
                was.ref(),
                was.label(),
                was.connector(),
                sandbox,
                was.state(),
                was.limits(),
                was.retry(),
                was.mayAddResultLinks());
        return integrations.change(moved, view.version(), Act.BY_PASSBACK).mapEmpty();
    }

    private Future<Void> furnish(Tenant tenant, URI sandbox) {
        IntegrationStore integrations = new IntegrationStore(pool);
        SealingKeys sealing = SealingKeys.parse(secrets.keys().sealing());
        Future<Void> made =
                new KeyStore(pool).create(tenant.id(), secrets.key(), EnumSet.allOf(Scope.class), Optional.empty());
        for (int i = 0; i < INTEGRATIONS.size(); i++) {
            Integration integration = integration(tenant.id(), i, sandbox);
            made = made.compose(before ->
                    integrations.create(integration, sealing.seal(new Secret(CREDENTIAL), integration.ref())));
        }
        PasswordHash password = PasswordHash.of(secrets.staffPassword());
        return made.compose(
                before -> new StaffStore(pool).create(new StaffMember(secrets.staffName(), Role.ADMIN, password)));
    }

    private static Integration integration(TenantId tenant, int index, URI sandbox) {
        return new Integration(
                new IntegrationRef(tenant, INTEGRATIONS.get(index)),
                LABELS.get(index),
                "kombo",
                sandbox,
                Integration.State.ACTIVE,
                Integration.Limits.DEFAULT,
                RetryPolicy.DEFAULT);
    }
}
