package dev.passback.adminui.staff;

import dev.passback.core.credential.Secret;
import dev.passback.core.staff.PasswordHash;
import dev.passback.db.staff.StaffMember;
import dev.passback.db.staff.StaffStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
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

    private final StaffStore staff;
    private final WorkerExecutor threads;
    private final AtomicInteger waiting = new AtomicInteger();

    public Passwords(Vertx vertx, StaffStore staff) {
        this.staff = staff;
        this.threads = vertx.createSharedWorkerExecutor("passback-sign-in", THREADS, 10, TimeUnit.SECONDS);
    }

    /**
     * Whether somebody of that name has that password. Takes as long for a name that nobody has.
     *
     * @return failed with {@link RejectedExecutionException} when too many are waiting
     */
    Future<Boolean> match(String name, Secret password) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(new RejectedExecutionException("too many sign-ins wait to be checked"));
        }
        return staff.find(name)
                .compose(member -> threads.executeBlocking(
                        () -> {
                            PasswordHash hash =
                                    member.map(StaffMember::password).orElse(PasswordHash.OF_NOBODY);
                            return hash.matches(password) && member.isPresent();
                        },
                        false))
                .map(Boolean.TRUE::equals)
                .onComplete((checked, failed) -> waiting.decrementAndGet());
    }
}
