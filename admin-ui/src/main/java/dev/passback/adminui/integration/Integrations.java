package dev.passback.adminui.integration;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Pages;
import dev.passback.core.credential.SealingKeys;
import dev.passback.db.integration.IntegrationHealth;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.db.submission.TestLinks;
import dev.passback.db.tenant.TenantStore;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.Optional;

/** The pages of integrations and their actions, put together. */
public record Integrations(
        IntegrationListPage list,
        IntegrationPage page,
        SettingsAction settings,
        CredentialAction credential,
        PauseAction pause,
        TestLinkAction test) {

    /** All of them on one pool. */
    public static Integrations on(
            Pool pool, Optional<SealingKeys> sealing, Pages pages, Flashes flashes, InstantSource clock) {
        TenantStore tenants = new TenantStore(pool);
        IntegrationSettings store = new IntegrationSettings(pool);
        IntegrationAddress address = new IntegrationAddress(tenants, store);
        IntegrationHealth health = new IntegrationHealth(pool);
        IntegrationPage page = new IntegrationPage(address, health, sealing.isPresent(), pages, clock);
        return new Integrations(
                new IntegrationListPage(tenants, store, health, pages, clock),
                page,
                new SettingsAction(address, page, flashes),
                new CredentialAction(address, page, flashes, sealing),
                new PauseAction(address, page, flashes),
                new TestLinkAction(address, page, flashes, new TestLinks(pool)));
    }
}
