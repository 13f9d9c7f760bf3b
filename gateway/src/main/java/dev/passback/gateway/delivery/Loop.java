package dev.passback.gateway.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a round of work again and again, one at a time, and survives whatever a round throws: after a failure it backs off, says
 * so once, and says when it is well again. All on the context it was started on; only {@link #wake()} may be called from elsewhere.
 */
public final class Loop {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.loop");
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final String name;
    private final Duration pause;
    private final Supplier<Future<Void>> round;
    private final io.vertx.core.Context context;

    private boolean running;
    private boolean again;
    private int failures;
    private long timer = -1;
    private @Nullable Promise<Void> stopped;

    /**
     * A loop.
     *
     * @param pause between two rounds, give or take a fifth, so that nodes do not march in step
     */
    public Loop(Vertx vertx, String name, Duration pause, Supplier<Future<Void>> round) {
        this.vertx = vertx;
        this.name = name;
        this.pause = pause;
        this.round = round;
        this.context = vertx.getOrCreateContext();
    }

    public void start() {
        wake();
    }

    /** A round as soon as possible instead of after the pause. */
    public void wake() {
        context.runOnContext(here -> {
            again = true;
            begin();
        });
    }

    /** Succeeds when the round under way is over; no other begins. */
    public Future<Void> stop() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(here -> {
            stopped = done;
            vertx.cancelTimer(timer);
            if (!running) {
                done.tryComplete();
            }
        });
        return done.future();
    }

    private void begin() {
        if (running || stopped != null) {
            return;
        }
        vertx.cancelTimer(timer);
        running = true;
        again = false;
        safely().onComplete((done, failure) -> context.runOnContext(here -> end(failure)));
    }

    private Future<Void> safely() {
        try {
            return round.get();
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

    private void end(@Nullable Throwable failure) {
        running = false;
        report(failure);
        if (stopped != null) {
            stopped.tryComplete();
        } else if (again && failure == null) {
            begin();
        } else {
            timer = vertx.setTimer(Math.max(1, nextPause().toMillis()), due -> begin());
        }
    }

    private void report(@Nullable Throwable failure) {
        if (failure == null && failures > 0) {
            LOGGER.atInfo().addKeyValue("loop", name).log("well again");
        }
        if (failure != null && failures == 0) {
            LOGGER.atWarn()
                    .addKeyValue("loop", name)
                    .addKeyValue("error", failure.toString())
                    .log("a round failed; trying again");
        }
        failures = failure == null ? 0 : failures + 1;
    }

    private Duration nextPause() {
        Duration wait = pause.multipliedBy(1L << Math.min(failures, 6));
        Duration bounded = failures > 0 && wait.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wait;
        double spread = 0.8 + 0.4 * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis((long) (bounded.toMillis() * spread));
    }
}
