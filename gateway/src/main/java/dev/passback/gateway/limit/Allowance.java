package dev.passback.gateway.limit;

import dev.passback.db.limit.Grant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One limit of one tenant on this node. Tokens are taken from the database in bulk, about a quarter of a second's demand at a time. Who
 * finds none in {@link Hand} waits for the one take under way, or begins it; nobody waits for a timer. Once the limit is used up, the
 * database is not asked again before there can be more. Any thread; what waits has a bound.
 */
final class Allowance {

    private static final Logger LOGGER = LoggerFactory.getLogger(Allowance.class);

    private static final int MOST_WAITING = 10_000;
    // What comes later than its tokens are good is of no use.
    private static final Duration LONGEST_TAKE = Hand.GOOD_FOR;
    // However fast a bucket fills, a flood that finds it empty makes one node ask no oftener than this.
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    private record Waiting(Promise<Verdict> promise, int wants) {}

    private final IntFunction<Future<Grant>> database;
    private final LongSupplier clock;
    private final Demand demand = new Demand();
    private final Hand hand = new Hand();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean taking;
    private long nothingUntil;
    private long asked;

    /**
     * An allowance.
     *
     * @param database gives up to so many tokens
     * @param clock nanoseconds, only rising
     */
    Allowance(IntFunction<Future<Grant>> database, LongSupplier clock) {
        this.database = database;
        this.clock = clock;
        this.nothingUntil = clock.getAsLong();
        this.asked = nothingUntil;
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
            asked = now;
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
        if (count > 0 && hand.count(now) > 0) {
            return Optional.of(hand.use(count));
        }
        if (!hand.knows(now)) {
            return Optional.empty();
        }
        if (count == 0) {
            return Optional.of(hand.verdict(true));
        }
        return now < nothingUntil ? Optional.of(hand.verdict(false)) : Optional.empty();
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
            long now = clock.getAsLong();
            hand.take(grant, askedAt, now);
            if (usedUp) {
                nothingUntil = now + pause(grant).toNanos();
            }
            serve(usedUp, now, answers);
        }
        tell(answers);
        takeMore(0);
    }

    /** In the order of coming, until there are no tokens; if there are no more anywhere, the rest is told so. */
    private void serve(boolean usedUp, long now, List<Runnable> answers) {
        for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
            boolean passes = next.wants <= hand.count(now);
            if (!passes && !usedUp) {
                return;
            }
            Verdict verdict = passes ? hand.use(next.wants) : hand.verdict(false);
            Promise<Verdict> told = next.promise;
            answers.add(() -> told.complete(verdict));
            waiting.remove();
        }
    }

    /** At most as long as a token is good: somebody may give back, and limits are changed. */
    private static Duration pause(Grant grant) {
        Duration pause = grant.untilMore().compareTo(SHORTEST_PAUSE) > 0 ? grant.untilMore() : SHORTEST_PAUSE;
        return pause.compareTo(Hand.GOOD_FOR) > 0 ? Hand.GOOD_FOR : pause;
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

    /** A token was not used after all. */
    synchronized void giveBack(Verdict of) {
        hand.putBack(of.day());
    }

    /** Takes out of hand what is to go back to the day's limit: what nobody used for a second, or all. */
    synchronized Optional<Hand.Unused> unused(boolean all) {
        return hand.unused(all, clock.getAsLong());
    }

    /** It could not be given back: next time. */
    synchronized void keep(Hand.Unused unused) {
        hand.keep(unused);
    }

    /** Whether nobody has asked for so long. */
    synchronized boolean idle(Duration length) {
        return !taking && clock.getAsLong() - asked > length.toNanos();
    }
}
