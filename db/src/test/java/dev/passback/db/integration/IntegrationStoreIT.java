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
import dev.passback.db.credential.CredentialStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Sealed SEALED = new Sealed(4_000_000_000L, "c2VhbGVk");

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final IntegrationRef ref = new IntegrationRef(tenant.id(), "teamtailor:HWUTwvyx2wLoSUHphiWVrp28");
    private final IntegrationStore integrations = new IntegrationStore(DATABASE.pool());
    private final CredentialStore credentials = new CredentialStore(DATABASE.pool());

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
                        Duration.ofMinutes(7)));
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
        assertThat(await(credentials.find(ref, 1))).contains(SEALED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "blocked"})
    void a_release_makes_it_active_once(String state) {
        // Given
        DATABASE.run(
                "UPDATE integration SET state = %s, state_reason = 'why', state_since = now() - interval '1 h' WHERE tenant_id = %s",
                state, tenant.id());
        // When
        boolean first = await(integrations.release(tenant.integration()));
        boolean second = await(integrations.release(tenant.integration()));
        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(await(integrations.find(tenant.integration())).orElseThrow().state())
                .isEqualTo(Integration.State.ACTIVE);
        assertThat(DATABASE.text(
                        "SELECT state_reason IS NULL AND state_since > now() - interval '5 min' FROM integration WHERE tenant_id = %s",
                        tenant.id()))
                .isEqualTo("t");
    }

    @Test
    void a_release_is_for_one_integration_of_one_tenant() {
        // Given
        TestTenant other = TestTenant.in(DATABASE);
        DATABASE.run("UPDATE integration SET state = 'paused' WHERE tenant_id IN (%s, %s)", tenant.id(), other.id());
        // When
        await(integrations.release(tenant.integration()));
        // Then
        assertThat(await(integrations.find(other.integration())).orElseThrow().state())
                .isEqualTo(Integration.State.PAUSED);
    }

    @Test
    void a_moved_integration_has_its_new_address_and_others_keep_theirs() {
        // Given
        URI address = URI.create("https://elsewhere.example/v1");
        await(integrations.create(TestTenant.integration(ref), SEALED));
        // When
        await(integrations.move(ref, address));
        // Then
        assertThat(await(integrations.find(ref)).orElseThrow().baseUrl()).isEqualTo(address);
        assertThat(await(integrations.find(tenant.integration())).orElseThrow().baseUrl())
                .isEqualTo(TestTenant.integration(ref).baseUrl());
    }
}
