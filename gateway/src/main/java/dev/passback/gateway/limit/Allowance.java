package dev.passback.gateway.limit;

import dev.passback.db.limit.Grant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One limit of one tenant on this node. Tokens are taken from the database in bulk, about a quarter of a second's demand at a time.
 * Those of a rate are good for one second from the asking and then forgotten; those of a day are given back when nobody used them. Who finds none waits for the one take under way, or begins it; nobody waits for a timer. Once
 * the limit is used up, the database is not asked again before there can be more. Any thread; what waits has a bound.
 */
final class Allowance {

    private static final Logger LOGGER = LoggerFactory.getLogger(Allowance.class);

    /** For how long tokens are good. */
    static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private static final int MOST_WAITING = 10_000;
    private static final Duration LONGEST_TAKE = Duration.ofSeconds(2);
    // However fast a bucket fills, a flood that finds it empty makes one node ask no oftener than this.
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    /** What was not used and belongs to a day's limit. */
    record Unused(LocalDate day, int count) {}

    private record Waiting(Promise<Verdict> promise, int wants) {}

    private final IntFunction<Future<Grant>> database;
    private final LongSupplier clock;
    private final Demand demand = new Demand();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean taking;
    private @Nullable Grant last;
    private long asked;
    private int inHand;
    private long goodUntil;
    private long nothingUntil;
    private long used;

    /**
     * An allowance.
     *
     * @param database gives up to so many tokens
     * @param clock nanoseconds, only rising
     */
    Allowance(IntFunction<Future<Grant>> database, LongSupplier clock) {
        this.database = database;
        this.clock = clock;
        long now = clock.getAsLong();
        this.goodUntil = now;
        this.nothingUntil = now;
        this.used = now;
    }

    /**
     * Takes one token.
     *
     * @param most how many this node may take from the database ahead of demand
     * @return fails if the database cannot be asked
     */
    Future<Verdict> take(int most) {
        return want(1, most);
    }

    /** How the limit stands, taking nothing. */
    Future<Verdict> look() {
        return want(0, 0);
    }

    private Future<Verdict> want(int count, int most) {
        Promise<Verdict> promise = Promise.promise();
        int ahead;
        synchronized (this) {
            long now = clock.getAsLong();
            used = now;
            if (count > 0) {
                demand.count(now);
            }
            Optional<Verdict> known = known(count, now);
            if (known.isPresent()) {
                return Future.succeededFuture(known.get());
            }
            if (waiting.size() >= MOST_WAITING) {
                return Future.failedFuture(new IllegalStateException("too many wait for the tenant's allowance"));
            }
            waiting.add(new Waiting(promise, count));
            ahead = Math.min(demand.lately(), most);
        }
        takeMore(ahead);
        return promise.future();
    }

    /** The verdict that needs no asking. */
    private Optional<Verdict> known(int count, long now) {
        Grant known = last;
        if (known == null) {
            return Optional.empty();
        }
        if (count > 0 && good(now) > 0) {
            inHand--;
            return Optional.of(Verdict.of(true, known, inHand));
        }
        if (now - asked >= GOOD_FOR.toNanos()) {
            return Optional.empty();
        }
        if (count == 0) {
            return Optional.of(Verdict.of(true, known, good(now)));
        }
        return now < nothingUntil ? Optional.of(Verdict.of(false, known, 0)) : Optional.empty();
    }

    /** How many are in hand. Those of a rate end with their second; those of a day are good until they are given back. */
    private int good(long now) {
        if (now >= goodUntil && (last == null || last.day().isEmpty())) {
            inHand = 0;
        }
        return inHand;
    }

    private void takeMore(int ahead) {
        int wanted;
        long now;
        synchronized (this) {
            if (taking || waiting.isEmpty()) {
                return;
            }
            taking = true;
            int needed = waiting.stream().mapToInt(Waiting::wants).sum();
            wanted = needed == 0 ? 0 : Math.max(needed, ahead);
            now = clock.getAsLong();
        }
        ask(wanted)
                .timeout(LONGEST_TAKE.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(grant -> taken(grant, wanted, now))
                .onFailure(this::failed);
    }

    private Future<Grant> ask(int wanted) {
        try {
            return database.apply(wanted);
        } catch (RuntimeException broken) {
            return Future.failedFuture(broken);
        }
    }

    private void taken(Grant grant, int wanted, long askedAt) {
        boolean usedUp = grant.tokens() < wanted;
        List<Runnable> answers = new ArrayList<>();
        synchronized (this) {
            taking = false;
            keep(grant, askedAt);
            if (usedUp) {
                nothingUntil = clock.getAsLong() + pause(grant).toNanos();
            }
            serve(grant, usedUp, answers);
        }
        tell(answers);
        takeMore(0);
    }

    private void keep(Grant grant, long askedAt) {
        good(clock.getAsLong());
        if (last != null && !last.day().equals(grant.day())) {
            // of a day that is over: nothing of it is good, and nobody wants it back
            inHand = 0;
        }
        last = grant;
        asked = askedAt;
        if (grant.tokens() > 0) {
            inHand += grant.tokens();
            goodUntil = askedAt + GOOD_FOR.toNanos();
        }
    }

    /** In the order of coming, until there are no tokens; if there are no more anywhere, the rest is told so. */
    private void serve(Grant grant, boolean usedUp, List<Runnable> answers) {
        for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
            boolean passes = next.wants <= inHand;
            if (!passes && !usedUp) {
                return;
            }
            inHand -= passes ? next.wants : 0;
            Verdict verdict = Verdict.of(passes, grant, inHand);
            Promise<Verdict> told = next.promise;
            answers.add(() -> told.complete(verdict));
            waiting.remove();
        }
    }

    /** Not under the lock: whoever is told goes on here. What one throws is not the others' matter. */
    private static void tell(List<Runnable> answers) {
        for (Runnable answer : answers) {
            try {
                answer.run();
            } catch (RuntimeException thrown) {
                LOGGER.atError().setCause(thrown).log("a caller failed on its answer");
            }
        }
    }

    /** At most as long as a token is good: somebody may give back, and limits are changed. */
    private static Duration pause(Grant grant) {
        Duration pause = grant.untilMore().compareTo(SHORTEST_PAUSE) > 0 ? grant.untilMore() : SHORTEST_PAUSE;
        return pause.compareTo(GOOD_FOR) > 0 ? GOOD_FOR : pause;
    }

    private void failed(Throwable failure) {
        List<Runnable> answers = new ArrayList<>();
        synchronized (this) {
            taking = false;
            waiting.forEach(one -> answers.add(() -> one.promise.fail(failure)));
            waiting.clear();
        }
        tell(answers);
    }

    /** A token was not used after all; of a day that is over nobody wants it. */
    synchronized void giveBack(Verdict of) {
        if (last != null && last.day().equals(of.day())) {
            inHand++;
        }
    }

    /** Takes out of hand what is to go back to the day's limit: what nobody used for a second, or all. */
    synchronized Optional<Unused> unused(boolean all) {
        int count = inHand;
        Optional<LocalDate> day = last == null ? Optional.empty() : last.day();
        if (count == 0 || day.isEmpty() || !(all || clock.getAsLong() >= goodUntil)) {
            return Optional.empty();
        }
        inHand = 0;
        return day.map(of -> new Unused(of, count));
    }

    /** It could not be given back: next time. */
    synchronized void keep(Unused unused) {
        if (last != null && last.day().equals(Optional.of(unused.day))) {
            inHand += unused.count;
        }
    }

    /** Whether nobody has asked for so long. */
    synchronized boolean idle(Duration length) {
        return !taking && clock.getAsLong() - used > length.toNanos();
    }
}
