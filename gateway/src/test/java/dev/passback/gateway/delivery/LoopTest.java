package dev.passback.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.testing.Logs;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(10);

    private final AtomicInteger rounds = new AtomicInteger();
    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void rounds_follow_each_other_after_the_pause() {
        // Given
        Loop loop = loop(SOON, this::count);
        // When
        loop.start();
        // Then
        await().until(() -> rounds.get() > 5);
    }

    @Test
    void a_wake_up_does_not_wait_for_the_pause() {
        // Given
        Loop loop = loop(NEVER, this::count);
        loop.start();
        await().until(() -> rounds.get() == 1);
        // When
        loop.wake();
        // Then
        await().until(() -> rounds.get() == 2);
    }

    @Test
    void a_wake_up_within_a_round_leads_to_one_more() {
        // Given
        Queue<Promise<Void>> running = new ConcurrentLinkedQueue<>();
        Loop loop = loop(NEVER, () -> begun(running));
        loop.start();
        await().until(() -> running.size() == 1);
        // When
        loop.wake();
        loop.wake();
        running.element().complete();
        // Then
        await().until(() -> running.size() == 2);
        await().during(100, TimeUnit.MILLISECONDS).until(() -> running.size() == 2);
    }

    @Test
    void rounds_never_overlap_however_often_the_loop_is_woken() {
        // Given
        AtomicBoolean busy = new AtomicBoolean();
        AtomicBoolean overlapped = new AtomicBoolean();
        Loop loop = loop(SOON, () -> {
            overlapped.compareAndSet(false, !busy.compareAndSet(false, true));
            return vertx.timer(2).onSuccess(over -> busy.set(false)).compose(over -> count());
        });
        loop.start();
        // When
        for (int i = 0; i < 1_000; i++) {
            loop.wake();
        }
        await().until(() -> rounds.get() > 20);
        // Then
        assertThat(overlapped).isFalse();
    }

    @Test
    void whatever_a_round_throws_the_loop_goes_on_and_says_so_once() {
        try (Logs logs = Logs.capture()) {
            // Given
            List<RuntimeException> failures =
                    List.of(new IllegalStateException("thrown"), new IllegalStateException("failed"));
            Loop loop = loop(SOON, () -> switch (rounds.getAndIncrement()) {
                case 0 -> throw failures.get(0);
                case 1 -> Future.failedFuture(failures.get(1));
                default -> Future.succeededFuture();
            });
            // When
            loop.start();
            await().until(() -> rounds.get() > 4);
            // Then
            assertThat(logs.text().lines().filter(line -> line.contains("a round failed")))
                    .hasSize(1);
            assertThat(logs.text().lines().filter(line -> line.contains("well again")))
                    .hasSize(1);
        }
    }

    @Test
    void rounds_that_fail_come_ever_less_often() {
        // Given
        List<Long> begun = new CopyOnWriteArrayList<>();
        Loop loop = loop(SOON, () -> {
            begun.add(System.nanoTime());
            return Future.failedFuture("away");
        });
        // When
        loop.start();
        await().until(() -> begun.size() == 6);
        // Then: 20, 40, 80, 160, 320 ms, a fifth less at the least
        long first = begun.get(1) - begun.get(0);
        long last = begun.get(5) - begun.get(4);
        assertThat(Duration.ofNanos(first)).isGreaterThan(Duration.ofMillis(15));
        assertThat(Duration.ofNanos(last)).isGreaterThan(Duration.ofMillis(250));
    }

    @Test
    void a_wake_up_tries_at_once_though_the_last_round_failed() {
        // Given
        Loop loop = loop(NEVER, () -> count().compose(counted -> Future.failedFuture("away")));
        loop.start();
        await().until(() -> rounds.get() == 1);
        // When
        loop.wake();
        // Then
        await().until(() -> rounds.get() == 2);
    }

    @Test
    void stopping_waits_for_the_round_under_way_and_begins_no_other() throws TimeoutException {
        // Given
        Queue<Promise<Void>> running = new ConcurrentLinkedQueue<>();
        Loop loop = loop(SOON, () -> begun(running));
        loop.start();
        await().until(() -> running.size() == 1);
        // When
        Future<Void> stopped = loop.stop();
        loop.wake();
        await().during(100, TimeUnit.MILLISECONDS).until(() -> !stopped.isComplete());
        running.element().complete();
        // Then
        stopped.await(5, TimeUnit.SECONDS);
        loop.wake();
        await().during(100, TimeUnit.MILLISECONDS).until(() -> running.size() == 1);
    }

    @Test
    void stopping_between_rounds_is_done_at_once() throws TimeoutException {
        // Given
        Loop loop = loop(Duration.ofMillis(50), this::count);
        loop.start();
        await().until(() -> rounds.get() > 0);
        // When
        loop.stop().await(5, TimeUnit.SECONDS);
        // Then
        int before = rounds.get();
        await().during(150, TimeUnit.MILLISECONDS).until(() -> rounds.get() == before);
    }

    private Loop loop(Duration pause, java.util.function.Supplier<Future<Void>> round) {
        return new Loop(vertx, "test", pause, round);
    }

    private Future<Void> count() {
        rounds.incrementAndGet();
        return Future.succeededFuture();
    }

    private static Future<Void> begun(Queue<Promise<Void>> running) {
        Promise<Void> end = Promise.promise();
        running.add(end);
        return end.future();
    }
}
