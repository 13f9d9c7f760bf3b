package dev.passback.db;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that arrive while a write is under way share the next one: one statement, one commit. When idle, a request is
 * written at once, with whatever else its event loop finds to be read in the same turn: without that, of the many that come after a write's
 * answers the first would have a write to itself while the others wait. Nothing waits for a timer. A statement that the database refuses is
 * written again row by row, so that a bad row fails alone. Any thread may add; what is waiting has a bound.
 */
public final class Batch<Q, A> {

    private static final Logger LOGGER = LoggerFactory.getLogger(Batch.class);

    private record Waiting<Q, A>(Q request, Promise<A> answer) {
        void complete(A given) {
            tell(() -> answer.complete(given));
        }

        void fail(Throwable failure) {
            tell(() -> answer.fail(failure));
        }

        // A future without a context hands what its caller throws back to us, in the midst of answering the others.
        private static void tell(Runnable caller) {
            try {
                caller.run();
            } catch (Throwable thrown) {
                LOGGER.atError().setCause(thrown).log("a caller failed on its answer");
            }
        }
    }

    private final Function<List<Q>, Future<List<A>>> write;
    private final int most;
    private final int bound;
    private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean gathering;

    /**
     * A batch.
     *
     * @param most how many requests one write takes
     * @param bound how many may wait; more are refused with {@link FullException}
     * @param write answers a list of requests with a list of answers in the same order, all or none
     */
    public Batch(int most, int bound, Function<List<Q>, Future<List<A>>> write) {
        this.most = most;
        this.bound = bound;
        this.write = write;
    }

    /** The answer to one request, once the write that it was part of is committed. */
    public Future<A> add(Q request) {
        Promise<A> answer = Promise.promise();
        synchronized (this) {
            if (waiting.size() >= bound) {
                return Future.failedFuture(new FullException(bound));
            }
            waiting.add(new Waiting<>(request, answer));
            if (writing || gathering) {
                return answer.future();
            }
            gathering = true;
        }
        afterThisTurn(this::writeNext);
        return answer.future();
    }

    /** What has been read from other connections is handled before it; on a thread that is no event loop there is nothing to wait for. */
    private static void afterThisTurn(Runnable action) {
        Context current = Vertx.currentContext();
        if (current != null && current.isEventLoopContext()) {
            current.runOnContext(turn -> action.run());
        } else {
            action.run();
        }
    }

    private void writeNext() {
        List<Waiting<Q, A>> together = take();
        if (!together.isEmpty()) {
            writeTogether(together).onComplete((done, failed) -> {
                release();
                writeNext();
            });
        }
    }

    private synchronized List<Waiting<Q, A>> take() {
        List<Waiting<Q, A>> together = new ArrayList<>();
        gathering = false;
        if (!writing) {
            while (together.size() < most && !waiting.isEmpty()) {
                together.add(waiting.remove());
            }
            writing = !together.isEmpty();
        }
        return together;
    }

    private synchronized void release() {
        writing = false;
    }

    private Future<Void> writeTogether(List<Waiting<Q, A>> together) {
        return writeNow(together.stream().map(Waiting::request).toList())
                .map(answers -> {
                    for (int i = 0; i < together.size(); i++) {
                        together.get(i).complete(answers.get(i));
                    }
                    return (Void) null;
                })
                .recover(failure -> oneByOne(together, failure));
    }

    private Future<Void> oneByOne(List<Waiting<Q, A>> together, Throwable failure) {
        if (together.size() == 1 || !Failures.isRefused(failure)) {
            together.forEach(one -> one.fail(failure));
            return Future.succeededFuture();
        }
        Future<Void> all = Future.succeededFuture();
        for (Waiting<Q, A> one : together) {
            all = all.compose(before -> writeTogether(List.of(one)));
        }
        return all;
    }

    private Future<List<A>> writeNow(List<Q> requests) {
        try {
            return write.apply(requests).compose(answers -> oneEach(requests, answers));
        } catch (RuntimeException broken) {
            return Future.failedFuture(broken);
        }
    }

    private Future<List<A>> oneEach(List<Q> requests, List<A> answers) {
        return answers.size() == requests.size()
                ? Future.succeededFuture(answers)
                : Future.failedFuture(new IllegalStateException(
                        answers.size() + " answers to " + requests.size() + " requests written together"));
    }

    /** More requests are waiting than memory should hold; nothing was written. */
    public static final class FullException extends RuntimeException {
        FullException(int bound) {
            super(bound + " requests are waiting for the database; no more are taken");
        }
    }
}
