package dev.passback.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.credential.Keyset;
import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.credential.SealingKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that was added to the file is found without a restart. */
class NodeKeysTest {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Keyset old = Keyset.generate();
    private final Keyset added = old.withNewKey();
    private final long newId =
            added.ids().stream().filter(id -> id != old.primary()).findFirst().orElseThrow();

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private Vertx vertx;
    private NodeKeys keys;

    @BeforeEach
    void start() throws IOException {
        vertx = Vertx.vertx();
        file = Files.writeString(folder.resolve("opening"), old.opening().reveal());
        keys = new NodeKeys(vertx, OpeningKeySource.of(new KeysetText.InFile(file), Optional.empty()), PAUSE);
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_key_that_is_there_is_had_at_once() {
        assertThat(keys.having(old.primary()).isComplete()).isTrue();
    }

    @Test
    void a_key_that_was_added_meanwhile_is_read() throws IOException, TimeoutException {
        // Given
        Files.writeString(file, added.opening().reveal());
        // When
        OpeningKeys having = result(keys.having(newId));
        // Then
        assertThat(having.ids()).contains(old.primary(), newId);
        assertThat(keys.having(newId).isComplete()).isTrue();
    }

    @Test
    void all_that_need_a_key_wait_for_one_reading() throws IOException, TimeoutException {
        // Given
        List<Future<OpeningKeys>> waiting =
                Stream.generate(() -> keys.having(newId)).limit(100).toList();
        // When
        Files.writeString(file, added.opening().reveal());
        // Then
        for (Future<OpeningKeys> one : waiting) {
            assertThat(result(one).ids()).contains(newId);
        }
    }

    @Test
    void a_key_that_is_nowhere_is_told_after_the_file_was_read_again_and_not_before() throws TimeoutException {
        // Given
        long begun = System.nanoTime();
        result(keys.having(42));
        // When
        OpeningKeys having = result(keys.having(42));
        // Then
        assertThat(having.ids()).isEqualTo(old.ids());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(PAUSE);
    }

    @Test
    void a_file_that_is_broken_leaves_the_keys_that_there_are() throws IOException, TimeoutException {
        // Given
        Files.writeString(file, "nonsense");
        // When
        OpeningKeys having = result(keys.having(newId));
        // Then
        assertThat(having.ids()).isEqualTo(old.ids());
    }

    @Test
    void whoever_seals_follows_its_file_and_keeps_its_key_when_that_is_broken() throws IOException, TimeoutException {
        // Given
        SealingKeys sealing = SealingKeys.parse(old.sealing());
        Path publicHalf = folder.resolve("sealing");
        SealingKeyFile follower = new SealingKeyFile(vertx, publicHalf, sealing);
        Files.writeString(publicHalf, added.withPrimary(newId).sealing());
        // When
        result(follower.follow());
        long after = sealing.keyId();
        Files.writeString(publicHalf, "nonsense");
        Future<Void> broken = follower.follow().otherwiseEmpty();
        result(broken);
        // Then
        assertThat(after).isEqualTo(newId);
        assertThat(sealing.keyId()).isEqualTo(newId);
    }

    private static <T> T result(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }
}
