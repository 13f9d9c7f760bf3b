package dev.passback.db.credential;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.credential.Sealed;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.EndedLeases;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Which credential is in force comes with the claim, and that one is found. */
class CredentialStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final CredentialStore credentials = new CredentialStore(DATABASE.pool());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void each_version_of_a_credential_is_found_and_no_other() {
        // When
        rotate(2, "second");
        // Then
        assertThat(await(credentials.find(tenant.integration(), 1))).contains(new Sealed(7, "sealed"));
        assertThat(await(credentials.find(tenant.integration(), 2))).contains(new Sealed(9, "second"));
        assertThat(await(credentials.find(tenant.integration(), 3))).isEmpty();
    }

    @Test
    void a_credential_is_not_found_under_another_tenant() {
        // Given
        IntegrationRef ofAnother = new IntegrationRef(TestTenant.in(DATABASE).id(), "greenhouse:two");
        // When // Then
        assertThat(await(credentials.find(ofAnother, 1))).isEmpty();
    }

    @Test
    void a_submission_that_is_sent_at_once_is_told_the_credential_in_force() {
        // Given
        Claimed before = tenant.sending();
        // When
        rotate(2, "second");
        // Then
        assertThat(before.credentialVersion()).isEqualTo(1);
        assertThat(tenant.sending().credentialVersion()).isEqualTo(2);
    }

    @Test
    void a_submission_that_waited_is_told_the_credential_that_is_in_force_when_it_is_claimed() {
        // Given
        tenant.queued();
        // When
        rotate(2, "second");
        Claimed claimed =
                await(tenant.queue().claim(tenant.integration(), 1, LEASE)).getFirst();
        // Then
        assertThat(claimed.credentialVersion()).isEqualTo(2);
    }

    @Test
    void so_is_one_that_is_taken_over() {
        // Given
        Claimed dead = tenant.sending();
        tenant.age(dead.id(), LEASE.plusSeconds(1));
        // When
        rotate(2, "second");
        Claimed taken = await(new EndedLeases(DATABASE.pool()).takeOver(tenant.id(), 10, Duration.ofSeconds(30)))
                .getFirst();
        // Then
        assertThat(taken.credentialVersion()).isEqualTo(2);
    }

    private void rotate(int version, String ciphertext) {
        DATABASE.run("""
                WITH made AS (
                  INSERT INTO credential (tenant_id, integration_id, version, key_id, ciphertext) VALUES (%1$s, %2$s, %3$s, 9, %4$s)
                )
                UPDATE integration SET credential_version = %3$s WHERE tenant_id = %1$s AND id = %2$s
                """, tenant.id(), tenant.integration().id(), version, ciphertext);
    }
}
