package dev.passback.core.integration;

import dev.passback.core.delivery.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * One customer's applicant tracking system behind an upstream: where it is, how much it bears, what follows a failure.
 *
 * @param ref whose it is, and what callers send as {@code X-Integration-Id}, taken as it is
 * @param label for people
 * @param connector which kind of upstream, such as {@code kombo}
 * @param baseUrl of the upstream, with its {@code /v1}, without a slash at the end
 * @param state whether submissions are sent now
 * @param limits how much and how long
 * @param retry what follows a failure
 * @param mayAddResultLinks whether callers may post result links for it
 */
public record Integration(
        IntegrationRef ref,
        String label,
        String connector,
        URI baseUrl,
        State state,
        Limits limits,
        RetryPolicy retry,
        boolean mayAddResultLinks) {

    /** One that callers may post result links for. */
    public Integration(
            IntegrationRef ref,
            String label,
            String connector,
            URI baseUrl,
            State state,
            Limits limits,
            RetryPolicy retry) {
        this(ref, label, connector, baseUrl, state, limits, retry, true);
    }

    /** Active; paused by a person; blocked by the gateway until the reason is mended. */
    public enum State {
        ACTIVE,
        PAUSED,
        BLOCKED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * How much and how long.
     *
     * @param cap most calls in flight at once
     * @param answerWithin how long a caller waits for the outcome unless it says otherwise
     * @param callTimeout how long one call to the upstream may take
     */
    public record Limits(int cap, Duration answerWithin, Duration callTimeout) {
        /** The longest that a caller may wait. */
        public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

        /** How much longer than a call's time-out its lease lasts, so that settling is still possible. */
        public static final Duration LEASE_MARGIN = Duration.ofSeconds(15);

        /** Kombo takes 30 calls at once for an integration; ten are left for others who use it. */
        public static final Limits DEFAULT = new Limits(20, Duration.ofSeconds(10), Duration.ofSeconds(60));

        public Limits {
            if (cap < 1) {
                throw new IllegalArgumentException("the cap must be at least 1");
            }
            if (answerWithin.isNegative() || answerWithin.compareTo(LONGEST_WAIT) > 0) {
                throw new IllegalArgumentException("the wait must be between 0 and 60 seconds");
            }
            if (!callTimeout.isPositive() || callTimeout.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new IllegalArgumentException("the call time-out must be above 0 and at most 5 minutes");
            }
        }

        /** How long an attempt holds its submission. */
        public Duration lease() {
            return callTimeout.plus(LEASE_MARGIN);
        }
    }
}
