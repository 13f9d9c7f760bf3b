package dev.passback.adminui.staff;

import dev.passback.core.credential.Secret;
import dev.passback.core.staff.PasswordHash;
import dev.passback.db.staff.SignInStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Checks passwords on two threads of its own, because each check takes a tenth of a second and 19 MiB: a flood of sign-ins
 * slows down other sign-ins, and nothing else. What may wait has a bound.
 */
public final class Passwords {

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 50;

    /** What came of a try. */
    sealed interface Result {

        record Right() implements Result {}

        record Wrong() implements Result {}

        /** Not looked at: too many before it were wrong. */
        record Closed(Duration left) implements Result {}
    }

    private final SignInStore tries;
    private final WorkerExecutor threads;
    private final AtomicInteger waiting = new AtomicInteger();

    public Passwords(Vertx vertx, SignInStore tries) {
        this.tries = tries;
        this.threads = vertx.createSharedWorkerExecutor("passback-sign-in", THREADS, 10, TimeUnit.SECONDS);
    }

    /**
     * Whether somebody of that name has that password. Takes as long for a name that nobody has, and closes it as soon.
     *
     * @return failed with {@link RejectedExecutionException} when too many are waiting
     */
    Future<Result> match(String name, Secret password) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(new RejectedExecutionException("too many sign-ins wait to be checked"));
        }
        return tries.take(name)
                .compose(taken -> switch (taken) {
                    case SignInStore.Try.Open open -> check(open.password(), password);
                    case SignInStore.Try.Closed closed ->
                        Future.<Result>succeededFuture(new Result.Closed(closed.left()));
                })
                .onComplete((checked, failed) -> waiting.decrementAndGet());
    }

    /** The hash of a new password. */
    public Future<PasswordHash> hash(Secret password) {
        return threads.executeBlocking(() -> PasswordHash.of(password), false).map(Objects::requireNonNull);
    }

    /** Writes down that a try was wrong. */
    Future<Void> noteWrong(String name, String origin) {
        return tries.noteRefused(name, origin);
    }

    private Future<Result> check(Optional<PasswordHash> hash, Secret password) {
        return threads.executeBlocking(
                        () -> hash.orElse(PasswordHash.OF_NOBODY).matches(password) && hash.isPresent(), false)
                .map(right -> Boolean.TRUE.equals(right) ? new Result.Right() : new Result.Wrong());
    }
}
