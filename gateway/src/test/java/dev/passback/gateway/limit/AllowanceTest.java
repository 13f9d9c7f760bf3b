package dev.passback.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.limit.Grant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 31);
    private static final int MANY = 1_000;

    /** What was asked of the database and is not answered yet. */
    private record Take(int wanted, Promise<Grant> answer) {
        void give(int tokens, long left) {
            answer.complete(grant(tokens, left, TODAY));
        }
    }

    private final List<Take> takes = new ArrayList<>();
    private long now = 5_000_000_000L;
    private final Allowance allowance = new Allowance(this::asked, () -> now);

    private Future<Grant> asked(int wanted) {
        Take take = new Take(wanted, Promise.promise());
        takes.add(take);
        return take.answer.future();
    }

    private static Grant grant(int tokens, long left, LocalDate day) {
        return new Grant(
                tokens,
                Optional.of(100L),
                left,
                left > 0 ? Duration.ZERO : Duration.ofMillis(500),
                Duration.ofSeconds(9),
                Optional.of(day));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void those_that_come_while_a_take_is_under_way_share_the_next_one() {
        // Given
        Future<Verdict> first = allowance.take(1);
        List<Future<Verdict>> later =
                IntStream.range(0, 5).mapToObj(no -> allowance.take(1)).toList();
        // When
        takes.getFirst().give(1, 50);
        // Then
        assertThat(first.result().passed()).isTrue();
        assertThat(takes).extracting(Take::wanted).containsExactly(1, 5);
        assertThat(later).noneMatch(Future::isComplete);
        takes.getLast().give(5, 45);
        assertThat(later).allMatch(verdict -> verdict.result().passed());
        assertThat(takes).hasSize(2);
    }

    @Test
    void about_a_quarter_of_a_seconds_demand_is_taken_ahead_and_used_without_asking() {
        // Given
        IntStream.range(0, 40).forEach(no -> allowance.take(MANY));
        takes.getFirst().give(1, 99);
        takes.getLast().give(39, 60);
        // When
        Future<Verdict> next = allowance.take(MANY);
        takes.getLast().give(41, 19);
        List<Future<Verdict>> ahead =
                IntStream.range(0, 40).mapToObj(no -> allowance.take(MANY)).toList();
        // Then
        assertThat(next.result().passed()).isTrue();
        assertThat(takes).extracting(Take::wanted).containsExactly(1, 39, 41);
        assertThat(ahead).allMatch(verdict -> verdict.result().passed());
        assertThat(ahead.getLast().result().remaining()).isEqualTo(19);
    }

    @Test
    void no_more_is_taken_ahead_than_the_caller_allows() {
        // Given
        IntStream.range(0, 40).forEach(no -> allowance.take(4));
        takes.getFirst().give(1, 99);
        takes.getLast().give(39, 60);
        // When
        allowance.take(4);
        // Then
        assertThat(takes.getLast().wanted()).isEqualTo(4);
    }

    @Test
    void who_gets_nothing_is_refused_and_the_database_not_asked_before_there_can_be_more() {
        // Given
        Future<Verdict> first = allowance.take(1);
        takes.getFirst().give(0, 0);
        // When
        Future<Verdict> second = allowance.take(1);
        pass(Duration.ofMillis(499));
        Future<Verdict> third = allowance.take(1);
        pass(Duration.ofMillis(2));
        Future<Verdict> fourth = allowance.take(1);
        // Then
        assertThat(List.of(first, second, third))
                .allMatch(verdict -> !verdict.result().passed());
        assertThat(first.result().remaining()).isZero();
        assertThat(first.result().resetSeconds()).isEqualTo(1);
        assertThat(fourth.isComplete()).isFalse();
        assertThat(takes).hasSize(2);
    }

    @Test
    void a_limit_that_is_used_up_for_hours_is_looked_at_every_second() {
        // Given
        Future<Verdict> first = allowance.take(1);
        takes.getFirst()
                .answer
                .complete(new Grant(
                        0, Optional.of(100L), 0, Duration.ofHours(5), Duration.ofHours(5), Optional.of(TODAY)));
        // When
        pass(Duration.ofSeconds(1));
        allowance.take(1);
        // Then
        assertThat(first.result().resetSeconds()).isEqualTo(5 * 3600);
        assertThat(takes).hasSize(2);
    }

    @Test
    void tokens_of_a_rate_are_good_for_a_second_from_the_asking() {
        // Given
        allowance.take(1);
        pass(Duration.ofMillis(400));
        takes.getFirst().answer.complete(ofARate(3));
        pass(Duration.ofMillis(599));
        Future<Verdict> inTime = allowance.take(1);
        // When
        pass(Duration.ofMillis(1));
        Future<Verdict> late = allowance.take(1);
        // Then
        assertThat(inTime.result().passed()).isTrue();
        assertThat(late.isComplete()).isFalse();
        assertThat(allowance.unused(true)).isEmpty();
    }

    private static Grant ofARate(int tokens) {
        return new Grant(tokens, Optional.of(100L), 50, Duration.ZERO, Duration.ofSeconds(9), Optional.empty());
    }

    @Test
    void links_of_a_day_that_nobody_used_for_a_second_are_given_back_and_until_then_good() {
        // Given
        allowance.take(1);
        takes.getFirst().give(3, 0);
        pass(Duration.ofMillis(999));
        assertThat(allowance.unused(false)).isEmpty();
        // When
        pass(Duration.ofMillis(1));
        Future<Verdict> late = allowance.take(1);
        Optional<Hand.Unused> unused = allowance.unused(false);
        // Then
        assertThat(late.result().passed()).isTrue();
        assertThat(unused).contains(new Hand.Unused(TODAY, 1));
        assertThat(allowance.unused(false)).isEmpty();
    }

    @Test
    void a_token_that_was_not_used_after_all_serves_the_next() {
        // Given
        Future<Verdict> first = allowance.take(1);
        takes.getFirst().give(1, 0);
        // When
        allowance.giveBack(first.result());
        Future<Verdict> second = allowance.take(1);
        // Then
        assertThat(second.result().passed()).isTrue();
        assertThat(takes).hasSize(1);
    }

    @Test
    void what_is_left_of_a_day_that_is_over_is_neither_used_nor_given_back() {
        // Given
        Future<Verdict> yesterday = allowance.take(1);
        takes.getFirst().give(1, 10);
        pass(Duration.ofSeconds(2));
        // When
        allowance.take(1);
        takes.getLast().answer.complete(grant(1, 0, TODAY.plusDays(1)));
        allowance.giveBack(yesterday.result());
        // Then
        assertThat(allowance.unused(true)).isEmpty();
    }

    @Test
    void all_that_is_in_hand_can_be_given_back_and_comes_again_if_that_failed() {
        // Given
        allowance.take(1);
        takes.getFirst().give(5, 10);
        // When
        Hand.Unused unused = allowance.unused(true).orElseThrow();
        allowance.keep(unused);
        // Then
        assertThat(unused.count()).isEqualTo(4);
        assertThat(allowance.unused(true)).contains(unused);
    }

    @Test
    void a_look_takes_nothing_and_is_remembered_for_a_second() {
        // Given
        Future<Verdict> first = allowance.look();
        takes.getFirst().give(0, 30);
        // When
        Future<Verdict> second = allowance.look();
        // Then
        assertThat(takes.getFirst().wanted()).isZero();
        assertThat(first.result().passed()).isTrue();
        assertThat(second.result().remaining()).isEqualTo(30);
        assertThat(takes).hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(allowance.look().isComplete()).isFalse();
    }

    @Test
    void where_the_database_cannot_be_asked_all_that_wait_fail_and_the_next_asks_again() {
        // Given
        Future<Verdict> first = allowance.take(1);
        Future<Verdict> second = allowance.take(1);
        // When
        takes.getFirst().answer.fail("away");
        allowance.take(1);
        // Then
        assertThat(List.of(first, second)).allMatch(Future::failed);
        assertThat(takes).hasSize(2);
    }

    @Test
    void a_limit_that_was_lifted_lets_all_pass_and_shows_no_numbers() {
        // Given
        Future<Verdict> first = allowance.take(1);
        // When
        takes.getFirst()
                .answer
                .complete(
                        new Grant(1, Optional.empty(), Long.MAX_VALUE, Duration.ZERO, Duration.ZERO, Optional.empty()));
        // Then
        assertThat(first.result().passed()).isTrue();
        assertThat(first.result().limited()).isFalse();
    }

    @Test
    void one_that_nobody_asks_is_idle() {
        // Given
        allowance.take(1);
        takes.getFirst().give(1, 1);
        // When
        pass(Duration.ofMinutes(2));
        // Then
        assertThat(allowance.idle(Duration.ofMinutes(1))).isTrue();
        allowance.take(1);
        assertThat(allowance.idle(Duration.ofMinutes(1))).isFalse();
    }
}
