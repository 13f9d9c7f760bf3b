package dev.passback.db.submission;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.submission.SubmissionId;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RevealStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Act ACT = new Act("staff:anna", Optional.of("the customer asks"), "192.0.2.7");

    private final RevealStore reveals = new RevealStore(DATABASE.pool());
    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final SubmissionId id = tenant.queued();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void nothing_is_revealed_until_somebody_says_why() {
        // Given
        assertThat(revealed("staff:anna")).isFalse();
        // When
        assertThat(await(reveals.reveal(tenant.id(), id, ACT))).isTrue();
        // Then
        assertThat(revealed("staff:anna")).isTrue();
        assertThat(DATABASE.text(
                        "SELECT actor || ': ' || act || ', ' || reason FROM audit WHERE submission_id = %s", id))
                .isEqualTo("staff:anna: reveal, the customer asks");
    }

    @Test
    void it_holds_for_that_person_and_that_submission() {
        // Given
        SubmissionId other = tenant.queued();
        // When
        await(reveals.reveal(tenant.id(), id, ACT));
        // Then
        assertThat(revealed("staff:ben")).isFalse();
        assertThat(await(reveals.isRevealed(tenant.id(), other, "staff:anna"))).isFalse();
    }

    @Test
    void it_ends_after_ten_minutes() {
        // Given
        await(reveals.reveal(tenant.id(), id, ACT));
        age("9 min 30 s");
        assertThat(revealed("staff:anna")).isTrue();
        // When
        age("30 s");
        // Then
        assertThat(revealed("staff:anna")).isFalse();
    }

    @Test
    void another_act_reveals_nothing() {
        // When
        await(new SubmissionActions(DATABASE.pool()).hold(tenant.id(), id, ACT));
        // Then
        assertThat(revealed("staff:anna")).isFalse();
    }

    @Test
    void a_submission_of_another_tenant_is_none() {
        // When // Then
        assertThat(await(reveals.reveal(TestTenant.in(DATABASE).id(), id, ACT))).isFalse();
        assertThat(DATABASE.column("SELECT act FROM audit WHERE submission_id = %s", id))
                .isEmpty();
    }

    private boolean revealed(String actor) {
        return await(reveals.isRevealed(tenant.id(), id, actor));
    }

    private void age(String passed) {
        DATABASE.run("UPDATE audit SET at = at - %s::interval WHERE submission_id = %s", passed, id);
    }
}
