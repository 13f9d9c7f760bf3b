package dev.passback.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitersTest {

    private static final TenantId TENANT = new TenantId(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Waiters waiters = new Waiters();
    private final SubmissionId id = SubmissionId.next();
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
    void a_waiter_is_told_what_became_of_its_submission() throws TimeoutException {
        // Given
        Future<Optional<Settled>> answer = waiters.await(vertx, TENANT, id, LONG);
        Settled delivered = settled(new NextStep.Delivered());
        // When
        waiters.tell(delivered);
        // Then
        assertThat(result(answer)).contains(delivered);
    }

    @Test
    void a_waiter_gets_nothing_when_its_time_is_up() throws TimeoutException {
        assertThat(result(waiters.await(vertx, TENANT, id, SHORT))).isEmpty();
        assertThat(result(waiters.await(vertx, TENANT, id, Duration.ZERO))).isEmpty();
    }

    @Test
    void news_of_another_submission_is_not_for_it() throws TimeoutException {
        // Given
        Future<Optional<Settled>> answer = waiters.await(vertx, TENANT, id, SHORT);
        // When
        waiters.tell(new Settled(SubmissionId.next(), 1, accepted(), new NextStep.Delivered()));
        // Then
        assertThat(result(answer)).isEmpty();
    }

    @Test
    void a_waiter_goes_on_waiting_while_another_attempt_comes_in_time() throws TimeoutException {
        // Given
        Future<Optional<Settled>> answer = waiters.await(vertx, TENANT, id, LONG);
        Settled delivered = new Settled(id, 2, accepted(), new NextStep.Delivered());
        // When
        waiters.tell(settled(new NextStep.Again(Duration.ofSeconds(1))));
        waiters.tell(delivered);
        // Then
        assertThat(result(answer)).contains(delivered);
    }

    @Test
    void a_waiter_is_told_at_once_that_the_next_attempt_comes_too_late() throws TimeoutException {
        // Given
        Future<Optional<Settled>> answer = waiters.await(vertx, TENANT, id, LONG);
        Settled later = settled(new NextStep.Again(LONG.plusSeconds(1)));
        // When
        waiters.tell(later);
        // Then
        assertThat(result(answer)).contains(later);
    }

    @Test
    void a_stopping_node_lets_all_waiters_go() throws TimeoutException {
        // Given
        Future<Optional<Settled>> one = waiters.await(vertx, TENANT, id, LONG);
        Future<Optional<Settled>> other = waiters.await(vertx, TENANT, SubmissionId.next(), LONG);
        // When
        waiters.release();
        // Then
        assertThat(result(one)).isEmpty();
        assertThat(result(other)).isEmpty();
    }

    @Test
    void what_was_forgotten_is_not_told() throws TimeoutException {
        // Given
        Future<Optional<Settled>> answer = waiters.await(vertx, TENANT, id, SHORT);
        // When
        waiters.forget(id);
        waiters.tell(settled(new NextStep.Delivered()));
        // Then
        assertThat(result(answer)).isEmpty();
    }

    @Test
    void the_answer_comes_on_the_context_of_whoever_waits() throws TimeoutException {
        // Given
        Context mine = vertx.getOrCreateContext();
        Promise<Context> seen = Promise.promise();
        mine.runOnContext(here -> waiters.await(vertx, TENANT, id, LONG)
                .onComplete((told, impossible) -> seen.complete(Vertx.currentContext())));
        // When
        mine.runOnContext(here -> Thread.ofVirtual().start(() -> waiters.tell(settled(new NextStep.Delivered()))));
        // Then
        assertThat(seen.future().await(10, TimeUnit.SECONDS)).isSameAs(mine);
    }

    private Settled settled(NextStep next) {
        return new Settled(id, 1, accepted(), next);
    }

    private static AttemptResult accepted() {
        return AttemptResult.unanswered(new Outcome.Accepted(java.util.List.of()), Timing.NONE);
    }

    private static Optional<Settled> result(Future<Optional<Settled>> answer) throws TimeoutException {
        return answer.await(10, TimeUnit.SECONDS);
    }
}
