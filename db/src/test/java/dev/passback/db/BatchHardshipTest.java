package dev.passback.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Callers and writers that misbehave, and many threads at once. */
class BatchHardshipTest {

    private static final int THREADS = 16;
    private static final int REQUESTS = 5_000;

    @Test
    void a_caller_that_throws_on_its_answer_harms_neither_its_neighbours_nor_the_next_write() {
        // Given
        SlowWriter writer = new SlowWriter();
        Batch<String, String> batch = new Batch<>(3, 5, writer);
        batch.add("first");
        batch.add("thrower").onSuccess(answer -> {
            throw new IllegalStateException("the caller is broken");
        });
        Future<String> neighbour = batch.add("neighbour");
        writer.answer();
        // When
        assertThatCode(writer::answer).doesNotThrowAnyException();
        Future<String> next = batch.add("next");
        writer.answer();
        // Then
        assertThat(neighbour.result()).isEqualTo("answer to neighbour");
        assertThat(next.result()).isEqualTo("answer to next");
    }

    @Test
    void a_caller_that_throws_on_its_failure_harms_neither_its_neighbours_nor_the_next_write() {
        // Given
        SlowWriter writer = new SlowWriter();
        Batch<String, String> batch = new Batch<>(3, 5, writer);
        batch.add("first");
        batch.add("thrower").onFailure(failure -> {
            throw new IllegalStateException("the caller is broken");
        });
        Future<String> neighbour = batch.add("neighbour");
        writer.answer();
        // When
        assertThatCode(() -> writer.refuse(new IllegalStateException("the connection broke")))
                .doesNotThrowAnyException();
        Future<String> next = batch.add("next");
        writer.answer();
        // Then
        assertThat(neighbour.cause()).hasMessage("the connection broke");
        assertThat(next.result()).isEqualTo("answer to next");
    }

    @Test
    void a_writer_that_answers_fewer_than_it_was_asked_leaves_nobody_waiting() {
        // Given
        SlowWriter writer = new SlowWriter();
        Batch<String, String> batch = new Batch<>(3, 5, writer);
        batch.add("first");
        Future<String> one = batch.add("one");
        Future<String> other = batch.add("other");
        writer.answer();
        // When
        writer.answerWith(List.of("only one answer"));
        Future<String> next = batch.add("next");
        writer.answer();
        // Then
        assertThat(List.of(one, other))
                .allSatisfy(
                        failed -> assertThat(failed.cause()).hasMessage("1 answers to 2 requests written together"));
        assertThat(next.result()).isEqualTo("answer to next");
    }

    @Test
    void a_request_made_from_within_an_answer_is_written_next() {
        // Given
        SlowWriter writer = new SlowWriter();
        Batch<String, String> batch = new Batch<>(3, 5, writer);
        Future<String> chain = batch.add("one").compose(answer -> batch.add("two"));
        // When
        writer.answer();
        writer.answer();
        // Then
        assertThat(chain.result()).isEqualTo("answer to two");
        assertThat(writer.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void a_full_backlog_is_worked_off_also_when_each_write_is_done_at_once() {
        // Given
        Promise<Void> gate = Promise.promise();
        List<Integer> written = new ArrayList<>();
        Batch<Integer, Integer> batch = new Batch<>(200, 5_000, requests -> {
            written.addAll(requests);
            return written.size() == 1 ? gate.future().map(requests) : Future.succeededFuture(requests);
        });
        List<Future<Integer>> answers =
                IntStream.rangeClosed(0, 5_000).mapToObj(batch::add).toList();
        // When
        gate.complete();
        // Then
        assertThat(written).hasSize(5_001);
        assertThat(answers).allMatch(Future::succeeded);
    }

    @Test
    void nothing_is_lost_and_nothing_answered_twice_under_many_threads() throws InterruptedException {
        // Given
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        ConcurrentLinkedQueue<Integer> written = new ConcurrentLinkedQueue<>();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        List<List<Future<Boolean>>> answers;
        try (ExecutorService database = Executors.newFixedThreadPool(2);
                ExecutorService callers = Executors.newFixedThreadPool(THREADS)) {
            Batch<Integer, Integer> batch = new Batch<>(50, THREADS * REQUESTS, requests -> {
                mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                Promise<List<Integer>> done = Promise.promise();
                database.execute(() -> {
                    written.addAll(requests);
                    atOnce.decrementAndGet();
                    done.complete(requests);
                });
                return done.future();
            });
            Callable<List<Future<Boolean>>> caller = () -> IntStream.range(0, REQUESTS)
                    .map(no -> next.getAndIncrement())
                    .mapToObj(request -> batch.add(request).map(answer -> {
                        answered.incrementAndGet();
                        return answer == request;
                    }))
                    .toList();
            // When
            answers = callers.invokeAll(Collections.nCopies(THREADS, caller)).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();
            answers.forEach(mine -> MigratedDatabase.await(Future.all(mine)));
        }
        // Then
        assertThat(answers.stream().flatMap(List::stream)).allMatch(Future::result);
        assertThat(answered).hasValue(THREADS * REQUESTS);
        assertThat(written).hasSize(THREADS * REQUESTS).doesNotHaveDuplicates();
        assertThat(mostAtOnce).hasValue(1);
    }
}
