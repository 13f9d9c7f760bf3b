package dev.passback.db.integration;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.credential.Sealed;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.Failures;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IntegrationStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Sealed SEALED = new Sealed(4_000_000_000L, "c2VhbGVk");

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final IntegrationRef ref = new IntegrationRef(tenant.id(), "teamtailor:HWUTwvyx2wLoSUHphiWVrp28");
    private final IntegrationStore integrations = new IntegrationStore(DATABASE.pool());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_created_integration_is_found_as_it_was() {
        // Given
        Integration integration = new Integration(
                ref,
                "Teamtailor of ACME",
                "kombo",
                URI.create("https://api.kombo.example/v1"),
                Integration.State.ACTIVE,
                new Integration.Limits(3, Duration.ofMillis(1_500), Duration.ofSeconds(59)),
                new RetryPolicy(
                        List.of(Duration.ofMillis(250), Duration.ofHours(6)),
                        Duration.ofDays(3),
                        RetryPolicy.UnsureRule.HOLD,
                        Duration.ofMinutes(7)),
                false);
        // When
        await(integrations.create(integration, SEALED));
        // Then
        assertThat(await(integrations.find(ref))).contains(integration);
    }

    @Test
    void an_integration_is_not_found_under_another_tenant() {
        // Given
        await(integrations.create(TestTenant.integration(ref), SEALED));
        IntegrationRef ofAnother = new IntegrationRef(TestTenant.in(DATABASE).id(), ref.id());
        // When // Then
        assertThat(await(integrations.find(ofAnother))).isEmpty();
        assertThat(await(integrations.credential(ofAnother))).isEmpty();
    }

    @Test
    void two_tenants_may_have_one_with_the_same_id_but_one_tenant_may_not() {
        // Given
        IntegrationRef ofAnother = new IntegrationRef(TestTenant.in(DATABASE).id(), ref.id());
        await(integrations.create(TestTenant.integration(ref), SEALED));
        await(integrations.create(TestTenant.integration(ofAnother), new Sealed(1, "another")));
        // When // Then
        assertThatThrownBy(() -> await(integrations.create(TestTenant.integration(ref), new Sealed(1, "second"))))
                .matches(Failures::isDuplicate);
        assertThat(await(integrations.credential(ref)).orElseThrow().sealed()).isEqualTo(SEALED);
    }

    @Test
    void the_credential_with_the_highest_version_is_in_force() {
        // Given
        await(integrations.create(TestTenant.integration(ref), SEALED));
        assertThat(await(integrations.credential(ref))).contains(new VersionedCredential(1, SEALED));
        // When
        for (int version : List.of(3, 2)) {
            DATABASE.run(
                    "INSERT INTO credential (tenant_id, integration_id, version, key_id, ciphertext) VALUES (%s, %s, %s, 9, %s)",
                    ref.tenant(), ref.id(), version, "version " + version);
        }
        // Then
        assertThat(await(integrations.credential(ref)))
                .contains(new VersionedCredential(3, new Sealed(9, "version 3")));
    }
}
