package dev.passback.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger lookUps = new AtomicInteger();
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
    void a_value_is_looked_up_once_and_remembered() throws TimeoutException {
        // Given
        Cache<String, String> cache = new Cache<>(LONG, this::found);
        result(cache.get("a"));
        // When
        String again = result(cache.get("a"));
        String other = result(cache.get("b"));
        // Then
        assertThat(again).isEqualTo("a 1");
        assertThat(other).isEqualTo("b 2");
    }

    @Test
    void a_value_that_is_forgotten_is_looked_up_again() throws TimeoutException {
        // Given
        Cache<String, String> cache = new Cache<>(LONG, this::found);
        result(cache.get("a"));
        // When
        cache.forget("a");
        // Then
        assertThat(result(cache.get("a"))).isEqualTo("a 2");
    }

    @Test
    void a_value_is_looked_up_again_when_its_time_is_over() {
        // Given
        Cache<String, String> cache = new Cache<>(Duration.ofMillis(50), this::found);
        cache.get("a");
        // When
        await().until(() -> result(cache.get("a")).equals("a 2"));
        // Then
        assertThat(lookUps).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void those_that_ask_at_once_share_one_look_up() throws TimeoutException {
        // Given
        Promise<String> slow = Promise.promise();
        Cache<String, String> cache = new Cache<>(LONG, key -> {
            lookUps.incrementAndGet();
            return slow.future();
        });
        List<Future<String>> answers =
                IntStream.range(0, 100).mapToObj(asker -> cache.get("a")).toList();
        // When
        slow.complete("value");
        // Then
        for (Future<String> answer : answers) {
            assertThat(result(answer)).isEqualTo("value");
        }
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void a_look_up_that_failed_is_not_remembered_and_leaves_no_trace_on_the_console() throws TimeoutException {
        // Given
        Cache<String, String> cache = new Cache<>(
                LONG,
                key -> lookUps.incrementAndGet() == 1
                        ? vertx.timer(1).compose(late -> Future.failedFuture("away"))
                        : Future.succeededFuture("value"));
        PrintStream console = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            // When
            Future<String> first = cache.get("a");
            assertThatThrownBy(() -> result(first)).hasMessage("away");
            // Then
            assertThat(result(cache.get("a"))).isEqualTo("value");
            assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        } finally {
            System.setErr(console);
        }
    }

    @Test
    void an_answer_comes_on_the_context_of_whoever_asked() throws TimeoutException {
        // Given
        Context other = vertx.getOrCreateContext();
        Promise<String> slow = Promise.promise();
        Cache<String, String> cache = new Cache<>(LONG, key -> slow.future());
        Context mine = vertx.getOrCreateContext();
        Promise<Context> seen = Promise.promise();
        mine.runOnContext(here -> {
            cache.get("a").onComplete((value, failure) -> seen.complete(Vertx.currentContext()));
            other.runOnContext(there -> slow.complete("value"));
        });
        // When
        Context context = seen.future().await(10, TimeUnit.SECONDS);
        // Then
        assertThat(context).isSameAs(mine);
    }

    private Future<String> found(String key) {
        return Future.succeededFuture(key + " " + lookUps.incrementAndGet());
    }

    private static String result(Future<String> answer) throws TimeoutException {
        return answer.await(10, TimeUnit.SECONDS);
    }
}
