package dev.passback.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final PgException duplicate = new PgException("duplicate key", "ERROR", "23505", "");

    private final SlowWriter writer = new SlowWriter();
    private final Batch<String, String> batch = new Batch<>(3, 5, writer);

    @Test
    void a_request_is_written_at_once_when_idle() {
        // When
        Future<String> answer = batch.add("a");
        // Then
        assertThat(writer.writes()).containsExactly(List.of("a"));
        assertThat(answer.isComplete()).isFalse();
    }

    @Test
    void requests_that_come_in_one_turn_of_an_event_loop_share_a_write() throws TimeoutException {
        // Given
        Vertx vertx = Vertx.vertx();
        Promise<Void> turn = Promise.promise();
        // When
        vertx.getOrCreateContext().runOnContext(first -> {
            batch.add("a");
            vertx.getOrCreateContext().runOnContext(later -> turn.complete());
            batch.add("b");
        });
        turn.future().await(10, TimeUnit.SECONDS);
        // Then
        assertThat(writer.writes()).containsExactly(List.of("a", "b"));
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void requests_that_arrive_during_a_write_share_the_next_one() {
        // Given
        batch.add("a");
        batch.add("b");
        batch.add("c");
        // When
        writer.answer();
        // Then
        assertThat(writer.writes()).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void each_caller_gets_its_own_answer_when_its_write_is_done() {
        // Given
        Future<String> first = batch.add("a");
        Future<String> second = batch.add("b");
        Future<String> third = batch.add("c");
        // When
        writer.answer();
        // Then
        assertThat(first.result()).isEqualTo("answer to a");
        assertThat(second.isComplete()).isFalse();
        // When
        writer.answer();
        // Then
        assertThat(List.of(second.result(), third.result())).containsExactly("answer to b", "answer to c");
    }

    @Test
    void a_write_takes_no_more_than_the_most() {
        // Given
        for (String request : List.of("a", "b", "c", "d", "e")) {
            batch.add(request);
        }
        // When
        writer.answer();
        writer.answer();
        // Then
        assertThat(writer.writes()).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
    }

    @Test
    void requests_beyond_the_bound_are_refused_and_never_written() {
        // Given
        List<Future<String>> taken =
                IntStream.range(0, 6).mapToObj(no -> batch.add("r" + no)).toList();
        // When
        Future<String> refused = batch.add("too many");
        // Then
        assertThat(refused.cause()).isInstanceOf(Batch.FullException.class).hasMessageContaining("5");
        // When
        writer.answerAll();
        // Then
        assertThat(taken).allMatch(Future::succeeded);
        assertThat(writer.writes().stream().flatMap(List::stream)).doesNotContain("too many");
        assertThat(batch.add("later").isComplete()).isFalse();
    }

    @Test
    void a_failing_write_fails_its_own_callers_and_no_others() {
        // Given
        Future<String> before = batch.add("a");
        Future<String> one = batch.add("b");
        Future<String> other = batch.add("c");
        writer.answer();
        Future<String> after = batch.add("d");
        // When
        writer.refuse(new IllegalStateException("the connection broke"));
        writer.answer();
        // Then
        assertThat(List.of(before.succeeded(), after.succeeded())).containsOnly(true);
        assertThat(List.of(one, other))
                .allSatisfy(failed -> assertThat(failed.cause()).hasMessage("the connection broke"));
        assertThat(writer.writes()).containsExactly(List.of("a"), List.of("b", "c"), List.of("d"));
    }

    @Test
    void a_refused_statement_is_written_again_row_by_row_so_that_the_bad_row_fails_alone() {
        // Given
        batch.add("a");
        Future<String> good = batch.add("good");
        Future<String> bad = batch.add("bad");
        Future<String> alsoGood = batch.add("also good");
        writer.answer();
        // When
        writer.refuse(duplicate);
        writer.answer();
        writer.refuse(duplicate);
        writer.answer();
        // Then
        assertThat(good.result()).isEqualTo("answer to good");
        assertThat(bad.cause()).isSameAs(duplicate);
        assertThat(alsoGood.result()).isEqualTo("answer to also good");
        assertThat(writer.writes()).endsWith(List.of("good"), List.of("bad"), List.of("also good"));
    }

    @Test
    void requests_that_arrive_while_rows_are_written_one_by_one_wait_for_the_last_of_them() {
        // Given
        batch.add("a");
        batch.add("b");
        batch.add("c");
        writer.answer();
        writer.refuse(duplicate);
        // When
        batch.add("late");
        writer.answer();
        // Then
        assertThat(writer.writes()).endsWith(List.of("b", "c"), List.of("b"), List.of("c"));
        // When
        writer.answer();
        // Then
        assertThat(writer.writes()).endsWith(List.of("c"), List.of("late"));
        assertThat(writer.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void a_refused_single_row_is_not_written_again() {
        // Given
        Future<String> alone = batch.add("bad");
        // When
        writer.refuse(duplicate);
        // Then
        assertThat(alone.cause()).isSameAs(duplicate);
        assertThat(writer.writes()).hasSize(1);
    }

    @Test
    void an_exception_thrown_by_the_writer_fails_its_callers_and_the_batch_goes_on() {
        // Given
        List<String> written = new ArrayList<>();
        Batch<String, String> broken = new Batch<>(3, 5, requests -> {
            if (requests.contains("bad")) {
                throw new IllegalStateException("no statement could be made of it");
            }
            written.addAll(requests);
            return Future.succeededFuture(requests);
        });
        // When
        Future<String> bad = broken.add("bad");
        Future<String> good = broken.add("good");
        // Then
        assertThat(bad.cause()).hasMessage("no statement could be made of it");
        assertThat(good.result()).isEqualTo("good");
        assertThat(written).containsExactly("good");
    }
}
