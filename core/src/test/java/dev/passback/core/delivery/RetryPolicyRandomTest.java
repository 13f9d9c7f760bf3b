package dev.passback.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.RetryPolicy.UnsureRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whole lives of submissions under policies by chance. A failure names its seed. */
class RetryPolicyRandomTest {

    private static final int LIVES = 5_000;
    // far above what the shortest wait and the longest window allow
    private static final int ENDLESS = 100_000;

    @Test
    void no_submission_is_sent_too_early_too_often_or_after_its_window() {
        int expired = 0;
        for (long seed = 0; seed < LIVES; seed++) {
            try {
                expired += new Life(new Random(seed)).end() instanceof NextStep.Expired ? 1 : 0;
            } catch (RuntimeException | AssertionError wrong) {
                throw new AssertionError("seed " + seed, wrong);
            }
        }
        // neither all nor none of them use up their window
        assertThat(expired).isBetween(LIVES / 20, LIVES * 19 / 20);
    }

    /** One submission from its first attempt to its end, on a clock of its own. */
    private static final class Life {
        private final Random random;
        private final RetryPolicy policy;
        private Duration age = Duration.ZERO;
        private int attempts;
        private int unsure;

        Life(Random random) {
            this.random = random;
            this.policy = new RetryPolicy(
                    Stream.generate(() -> upTo(Duration.ofHours(1)).plusMillis(1_000))
                            .limit(1 + random.nextInt(6))
                            .sorted()
                            .toList(),
                    upTo(Duration.ofDays(3)),
                    random.nextInt(5) == 0 ? UnsureRule.HOLD : UnsureRule.RETRY,
                    upTo(Duration.ofHours(30)));
        }

        NextStep end() {
            while (attempts < ENDLESS) {
                attempts++;
                age = age.plus(upTo(Duration.ofSeconds(60)));
                Outcome outcome = outcome();
                Duration left = policy.window().minus(age);
                NextStep next = policy.after(outcome, new Progress(attempts, unsure, left), random.nextDouble());
                if (!(next instanceof NextStep.Again again)) {
                    assertEndIsDue(outcome, next, left);
                    return next;
                }
                assertInTime(outcome, again.delay(), left);
                unsure += outcome instanceof Outcome.Unsure ? 1 : 0;
                age = age.plus(again.delay());
            }
            throw new AssertionError("it never ends");
        }

        private void assertInTime(Outcome outcome, Duration delay, Duration left) {
            Duration scheduled =
                    policy.waits().get(Math.min(attempts, policy.waits().size()) - 1);
            Duration asked = asked(outcome);
            Duration due = scheduled.compareTo(asked) > 0 ? scheduled : asked;

            assertThat(delay).isPositive().isGreaterThanOrEqualTo(asked).isLessThanOrEqualTo(left);
            assertThat(delay).isLessThanOrEqualTo(due.plus(due.dividedBy(5)));
            if (!delay.equals(left)) {
                assertThat(delay).isGreaterThanOrEqualTo(due);
            }
            if (outcome instanceof Outcome.Unsure) {
                assertThat(policy.unsure()).isEqualTo(UnsureRule.RETRY);
                assertThat(unsure).isLessThan(RetryPolicy.MOST_UNSURE_RETRIES);
            }
        }

        private void assertEndIsDue(Outcome outcome, NextStep next, Duration left) {
            switch (outcome) {
                case Outcome.Accepted taken -> assertThat(next).isInstanceOf(NextStep.Delivered.class);
                case Outcome.Refused no -> assertThat(next).isInstanceOf(NextStep.Rejected.class);
                case Outcome.Blocked wall -> assertThat(next).isInstanceOf(NextStep.AwaitRelease.class);
                case Outcome.NotTaken later -> assertWindowIsUsedUp(next, asked(later), left);
                case Outcome.Unsure maybe
                when policy.unsure() == UnsureRule.HOLD -> assertThat(next).isInstanceOf(NextStep.Held.class);
                case Outcome.Unsure maybe
                when unsure == RetryPolicy.MOST_UNSURE_RETRIES ->
                    assertThat(next).isInstanceOf(NextStep.Expired.class);
                case Outcome.Unsure maybe -> assertWindowIsUsedUp(next, asked(maybe), left);
            }
        }

        private static void assertWindowIsUsedUp(NextStep next, Duration asked, Duration left) {
            assertThat(next).isInstanceOf(NextStep.Expired.class);
            assertThat(!left.isPositive() || asked.compareTo(left) > 0).isTrue();
        }

        private Duration asked(Outcome outcome) {
            if (outcome instanceof Outcome.Unsure) {
                return policy.unsureWait();
            }
            Duration wish = outcome instanceof Outcome.NotTaken later
                    ? later.retryAfter().orElse(Duration.ZERO)
                    : Duration.ZERO;
            return wish.compareTo(RetryPolicy.LONGEST_WISH) > 0 ? RetryPolicy.LONGEST_WISH : wish;
        }

        private Outcome outcome() {
            return switch (random.nextInt(60)) {
                case 0 -> new Outcome.Accepted(List.of());
                case 1 -> new Outcome.Refused("no");
                case 2 -> new Outcome.Blocked("wall");
                case 3, 4, 5, 6 -> new Outcome.Unsure("reset");
                case 7 -> new Outcome.NotTaken("429", Optional.of(upTo(Duration.ofHours(40))));
                case 8, 9, 10 -> new Outcome.NotTaken("429", Optional.of(upTo(Duration.ofMinutes(2))));
                default -> new Outcome.NotTaken("refused", Optional.empty());
            };
        }

        private Duration upTo(Duration most) {
            return Duration.ofMillis(random.nextLong(most.toMillis()));
        }
    }
}
