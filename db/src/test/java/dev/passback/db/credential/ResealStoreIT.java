package dev.passback.db.credential;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.credential.Sealed;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.credential.ResealStore.KeyUse;
import dev.passback.db.credential.ResealStore.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResealStoreIT {

    private static final Act ACT = new Act("cli:anna", Optional.empty(), "command line");
    private static final long OLD = 7;
    private static final long NEW = 4_000_000_000L;

    private final MigratedDatabase database = new MigratedDatabase();
    private final ResealStore store = new ResealStore(database.pool());

    @BeforeEach
    void three_credentials() {
        TestTenant.in(database).withIntegration("greenhouse:two").withIntegration("greenhouse:three");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void which_keys_seal_how_many_credentials_is_told_without_opening_any() {
        // Given
        database.run(
                "INSERT INTO credential SELECT tenant_id, id, 2, %s, 'rotated' FROM integration WHERE id = 'greenhouse:two'",
                NEW);
        database.run("UPDATE integration SET credential_version = 2 WHERE id = 'greenhouse:two'");
        // When // Then
        assertThat(await(store.uses())).containsExactly(new KeyUse(OLD, 3, 2), new KeyUse(NEW, 1, 1));
    }

    @Test
    void what_is_sealed_with_another_key_is_gone_through_in_batches() {
        // When
        List<Stored> first = await(store.next(NEW, Optional.empty(), 2));
        List<Stored> second = await(store.next(NEW, Optional.of(first.getLast()), 2));
        List<Stored> third = await(store.next(NEW, Optional.of(second.getLast()), 2));
        // Then
        assertThat(first).hasSize(2);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(third).isEmpty();
        assertThat(await(store.next(OLD, Optional.empty(), 2))).isEmpty();
    }

    @Test
    void a_seal_is_replaced_and_that_is_in_the_audit_log() {
        // Given
        List<Stored> all = all();
        // When
        long resealed = await(store.reseal(all, fresh(all), ACT));
        // Then
        assertThat(resealed).isEqualTo(3);
        assertThat(await(store.uses())).containsExactly(new KeyUse(NEW, 3, 3));
        Map<String, @Nullable String> noted = database.rows(
                        "SELECT actor, act, subject_kind, before ->> 'key_id' AS was, after ->> 'key_id' AS is FROM audit"
                                + " WHERE subject = 'greenhouse:two' AND act = 'reseal'")
                .getFirst();
        assertThat(noted)
                .containsEntry("actor", "cli:anna")
                .containsEntry("act", "reseal")
                .containsEntry("subject_kind", "credential")
                .containsEntry("was", "7")
                .containsEntry("is", Long.toString(NEW));
        assertThat(database.text("SELECT count(*) FROM audit WHERE audit::text LIKE '%%sealed anew%%'"))
                .isEqualTo("0");
    }

    @Test
    void a_credential_that_was_changed_since_it_was_read_is_left_as_it_is_and_the_others_are_not_held_up() {
        // Given
        List<Stored> all = all();
        database.run("UPDATE credential SET ciphertext = 'entered anew' WHERE integration_id = 'greenhouse:two'");
        // When
        long resealed = await(store.reseal(all, fresh(all), ACT));
        // Then
        assertThat(resealed).isEqualTo(2);
        assertThat(database.text("SELECT ciphertext FROM credential WHERE integration_id = 'greenhouse:two'"))
                .isEqualTo("entered anew");
        assertThat(database.text("SELECT count(*) FROM audit WHERE act = 'reseal'"))
                .isEqualTo("2");
    }

    @Test
    void doing_it_again_changes_nothing() {
        // Given
        List<Stored> all = all();
        await(store.reseal(all, fresh(all), ACT));
        // When
        long again = await(store.reseal(all, fresh(all), ACT));
        // Then
        assertThat(again).isZero();
        assertThat(database.text("SELECT count(*) FROM audit WHERE act = 'reseal'"))
                .isEqualTo("3");
        assertThat(await(store.reseal(List.of(), List.of(), ACT))).isZero();
    }

    private List<Stored> all() {
        return await(store.next(NEW, Optional.empty(), 100));
    }

    private static List<Sealed> fresh(List<Stored> read) {
        return read.stream()
                .map(one ->
                        new Sealed(NEW, "sealed anew for " + one.integration().id()))
                .toList();
    }
}
