package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.credential.Sealed;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.testing.Jdbc;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Cluster;
import dev.passback.systemtests.program.Stage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Credentials, the keys that they are sealed with and tenant keys are rotated while two nodes are under load: nothing fails. */
@Timeout(240)
class KeyRotationIT {

    private static final String INTEGRATION = "greenhouse:rotated";
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private Stage stage;
    private Ledgers ledgers;

    @BeforeEach
    void set() throws TimeoutException {
        stage = Stage.set(KeyRotationIT.class);
        stage.integration(INTEGRATION);
        ledgers = new Ledgers(stage.database().url(), stage.sandbox());
    }

    @AfterEach
    void strike() throws TimeoutException {
        stage.close();
    }

    @Test
    void nothing_fails_while_credentials_and_the_keys_that_seal_them_are_rotated() {
        // Given
        long old = keys(stage.installation().sealedWith()).getFirst();
        JsonObject rotated;
        Load load;
        try (Cluster cluster = stage.installation().cluster(2);
                Rotating credentials = new Rotating()) {
            load = Load.on(cluster::caller, INTEGRATION);
            awaitMore(load, 200);
            // When
            rotated = stage.installation().secrets("rotate", "--settle", "4s", "--retire");
            credentials.awaitMore(3);
            awaitMore(load, 200);
            load.close();
            // Then
            assertThat(credentials.rotations).hasValueGreaterThan(5);
        }
        assertThat(load.refusals()).isEmpty();
        assertThat(load.broken()).isZero();
        ledgers.holdAllDelivered(load.promises());
        assertThat(ledgers.doubled()).isEmpty();
        assertThat(sql("SELECT count(*) FROM attempt WHERE outcome <> 'accepted'"))
                .isEqualTo("0");
        assertThat(ids(rotated.getJsonArray("retired"))).containsExactly(old);
        assertThat(keys(stage.installation().sealedWith()))
                .containsExactly(rotated.getLong("key"))
                .doesNotContain(old);
        assertThat(sql("SELECT count(*) > 0 FROM audit WHERE act = 'reseal'")).isEqualTo("t");
    }

    @Test
    void a_tenants_key_is_rotated_and_the_old_one_is_refused_within_a_second() {
        // Given
        AtomicReference<String> key = new AtomicReference<>(stage.installation().key());
        String old = key.get();
        try (Cluster cluster = stage.installation().cluster(2)) {
            List<String> apis = cluster.nodes().stream().map(node -> node.api()).toList();
            AtomicInteger next = new AtomicInteger();
            Load load =
                    Load.on(() -> new Caller(apis.get(next.getAndIncrement() % apis.size()), key.get()), INTEGRATION);
            awaitMore(load, 100);
            // When
            key.set(stage.installation().anotherKey());
            awaitMore(load, 100);
            Jdbc.run(
                    stage.database().url(),
                    "UPDATE tenant_key SET revoked_at = now(), changed_at = now() WHERE id = '" + old.split("_", -1)[1]
                            + "'");
            // Then
            await().atMost(Duration.ofMillis(1_500))
                    .pollInterval(Duration.ofMillis(50))
                    .untilAsserted(() -> {
                        for (String api : apis) {
                            assertThat(new Caller(api, old)
                                            .post(INTEGRATION, "late")
                                            .status())
                                    .isEqualTo(401);
                        }
                    });
            awaitMore(load, 100);
            load.close();
            assertThat(load.refusals()).isEmpty();
            assertThat(load.broken()).isZero();
        }
    }

    @Test
    void a_rotation_that_was_interrupted_is_gone_on_with_by_the_next() {
        // Given
        long old = keys(stage.installation().sealedWith()).getFirst();
        long added = stage.installation()
                .secrets("rotate", "--add-only")
                .getJsonArray("added")
                .getLong(0);
        // When
        JsonObject first = stage.installation().secrets("rotate", "--settle", "10ms");
        JsonObject next = stage.installation().secrets("rotate", "--settle", "10ms", "--retire");
        // Then
        assertThat(first.getLong("key")).isEqualTo(added);
        assertThat(first.getLong("resealed")).isEqualTo(1);
        assertThat(next.getLong("key")).isNotIn(old, added);
        assertThat(ids(next.getJsonArray("retired"))).containsExactlyInAnyOrder(old, added);
        assertThat(stage.installation().secrets("reseal").getLong("resealed")).isZero();
    }

    private static List<Long> keys(JsonArray status) {
        return status.stream().map(key -> ((JsonObject) key).getLong("keyId")).toList();
    }

    private static List<Long> ids(JsonArray numbers) {
        return numbers.stream().map(number -> ((Number) number).longValue()).toList();
    }

    private static void awaitMore(Load load, int count) {
        int before = load.promises().size();
        await().atMost(A_WHILE).until(() -> load.promises().size() >= before + count);
    }

    private String sql(String query) {
        return String.valueOf(Jdbc.text(stage.database().url(), query));
    }

    /** Gives the integration another credential about twice a second, sealed as the sealing file says at that moment. */
    private final class Rotating implements AutoCloseable {

        private final AtomicInteger rotations = new AtomicInteger();
        private final IntegrationRef ref = new IntegrationRef(
                new TenantId(Long.parseLong(sql("SELECT tenant_id FROM integration WHERE id = '" + INTEGRATION + "'"))),
                INTEGRATION);
        private final Thread thread = Thread.ofVirtual().start(this::run);
        private volatile boolean stopping;

        private void run() {
            while (!stopping) {
                rotate();
                rotations.incrementAndGet();
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(500).toNanos());
            }
        }

        private void rotate() {
            Sealed sealed = stage.installation().sealed(ref);
            Jdbc.run(stage.database().url(), """
                    WITH made AS (
                      INSERT INTO credential (tenant_id, integration_id, version, key_id, ciphertext)
                      SELECT tenant_id, id, credential_version + 1, %d, '%s' FROM integration WHERE id = '%s'
                    )
                    UPDATE integration SET credential_version = credential_version + 1 WHERE id = '%s'
                    """.formatted(
                            sealed.keyId(), sealed.ciphertext(), INTEGRATION, INTEGRATION));
        }

        void awaitMore(int count) {
            int before = rotations.get();
            await().atMost(A_WHILE).until(() -> rotations.get() >= before + count);
        }

        @Override
        public void close() {
            stopping = true;
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
