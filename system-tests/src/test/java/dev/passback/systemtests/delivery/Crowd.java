package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.systemtests.program.Serving;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Thousands of callers at once, each on a connection of its own with one post under way. Candidates are {@code crowd-1} and so on. */
final class Crowd {

    private static final int AT_A_TIME = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient client;
    private final RequestOptions post;
    private final String api;
    private final int callers;
    private final AtomicInteger posts = new AtomicInteger();

    /** What came of one post, and how long it took. */
    record Answer(int status, Duration took) {
        boolean isPromise() {
            return status / 100 == 2;
        }
    }

    /**
     * A crowd in front of one node.
     *
     * @param prefer what each asks for
     */
    Crowd(Vertx vertx, Serving serving, String key, String integration, int callers, String prefer) {
        this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(callers));
        this.api = serving.api();
        this.callers = callers;
        this.post = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .putHeader("authorization", "Bearer " + key)
                .putHeader("x-integration-id", integration)
                .putHeader("content-type", "application/json")
                .putHeader("prefer", prefer);
    }

    /**
     * Each posts once: some at a time, the next as soon as these are stored, so that a slow machine is not flooded. Fails if one was
     * answered before the last came, or was not stored.
     *
     * @param stored how many there are
     */
    List<Answer> once(LongSupplier stored) throws TimeoutException {
        long before = stored.getAsLong();
        List<Future<Answer>> all = new ArrayList<>();
        boolean together = true;
        while (all.size() < callers) {
            together = all.stream().noneMatch(Future::isComplete);
            int some = Math.min(AT_A_TIME, callers - all.size());
            IntStream.range(0, some).forEach(no -> all.add(post()));
            await().atMost(PATIENCE).until(() -> stored.getAsLong() - before == all.size());
        }
        assertThat(together).as("all waited at the same time").isTrue();
        Future.all(all).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return all.stream().map(Future::result).toList();
    }

    /** Each posts again as soon as it was answered. */
    List<Answer> repeatedly(Duration length) throws TimeoutException {
        long end = System.nanoTime() + length.toNanos();
        return answers(no -> post().compose(answer -> next(answer, end)));
    }

    private List<Answer> answers(IntFunction<Future<Stream<Answer>>> caller) throws TimeoutException {
        List<Future<Stream<Answer>>> all =
                IntStream.range(0, callers).mapToObj(caller).toList();
        Future.all(all).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return all.stream().flatMap(Future::result).toList();
    }

    private Future<Stream<Answer>> next(Answer answer, long end) {
        return System.nanoTime() < end
                ? post().compose(more -> next(more, end)).map(others -> Stream.concat(Stream.of(answer), others))
                : Future.succeededFuture(Stream.of(answer));
    }

    private Future<Answer> post() {
        String candidate = "crowd-" + posts.incrementAndGet();
        long begun = System.nanoTime();
        return client.request(
                        new RequestOptions(post).setAbsoluteURI(api + "/ats/candidates/" + candidate + "/result-links"))
                .compose(request -> answer(request, candidate))
                .map(status -> new Answer(status, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private static Future<Integer> answer(HttpClientRequest request, String candidate) {
        return request.send(Buffer.buffer(new JsonObject()
                        .put("label", "Logic test")
                        .put("url", "https://example.com/r/" + candidate)
                        .encode()))
                .compose(response -> response.body().map(body -> response.statusCode()));
    }
}
