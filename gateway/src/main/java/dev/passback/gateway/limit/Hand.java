package dev.passback.gateway.limit;

import dev.passback.db.limit.Grant;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a node has in hand. Those of a rate are good for a second from the asking and then forgotten; those of a day are good
 * until they are given back, and are to be when nobody used them for a second. Not for more than one thread at a time.
 */
final class Hand {

    /** For how long tokens are good. */
    static final Duration GOOD_FOR = Duration.ofSeconds(1);

    /** What was not used and belongs to a day's limit. */
    record Unused(LocalDate day, int count) {}

    private @Nullable Grant last;
    private long asked;
    private int count;
    private long goodUntil;

    /** How many there are. Times are nanoseconds of a clock that only rises. */
    int count(long now) {
        if (now >= goodUntil && day().isEmpty()) {
            count = 0;
        }
        return count;
    }

    /** Uses so many of those that there are; what is left of the limit afterwards. */
    Verdict use(int wanted) {
        count -= wanted;
        return verdict(true);
    }

    /** What may be told of the limit now; used only behind {@link #knows} or after a grant. */
    Verdict verdict(boolean passed) {
        if (last == null) {
            throw new IllegalStateException("nothing was granted yet");
        }
        return Verdict.of(passed, last, passed ? count : 0);
    }

    /** Whether the last grant is no older than a token may be. */
    boolean knows(long now) {
        return last != null && now - asked < GOOD_FOR.toNanos();
    }

    /** Takes what was granted. What is left of a day that is over is not good, and nobody wants it back. */
    void take(Grant grant, long askedAt, long now) {
        count = day().equals(grant.day()) ? count(now) : 0;
        last = grant;
        asked = askedAt;
        if (grant.tokens() > 0) {
            count += grant.tokens();
            goodUntil = askedAt + GOOD_FOR.toNanos();
        }
    }

    /** One was not used after all. */
    void putBack(Optional<LocalDate> day) {
        count += day().equals(day) ? 1 : 0;
    }

    /** Takes out of hand what is to go back to the day's limit: what nobody used for a second, or all. */
    Optional<Unused> unused(boolean all, long now) {
        int unused = count;
        if (unused == 0 || !(all || now >= goodUntil)) {
            return Optional.empty();
        }
        count = 0;
        return day().map(of -> new Unused(of, unused));
    }

    /** It could not be given back: next time. */
    void keep(Unused unused) {
        count += day().equals(Optional.of(unused.day)) ? unused.count : 0;
    }

    private Optional<LocalDate> day() {
        return last == null ? Optional.empty() : last.day();
    }
}
