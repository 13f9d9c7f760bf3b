package dev.passback.gateway.job;

import dev.passback.db.job.TakenJob;
import dev.passback.gateway.delivery.Loop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Takes up jobs, a few at once: those that wait, and those whose node died. Any node may; a job has one at a time. */
public final class JobLoop {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 4;

    private final Vertx vertx;
    private final JobWork work;
    private final Loop loop;
    private final Map<JobRun, Future<Void>> running = new ConcurrentHashMap<>();

    public JobLoop(Vertx vertx, JobWork work) {
        this.vertx = vertx;
        this.work = work;
        this.loop = new Loop(vertx, "jobs", PAUSE, this::round);
    }

    public void start() {
        loop.start();
    }

    /** Takes up no more; succeeds when the batches under way are committed, and others may go on. */
    public Future<Void> stop() {
        return loop.stop().compose(stopped -> {
            running.keySet().forEach(JobRun::stop);
            return Future.join(running.values().stream().toList()).mapEmpty();
        });
    }

    private Future<Void> round() {
        if (running.size() >= MOST_AT_ONCE) {
            return Future.succeededFuture();
        }
        return work.queue()
                .take()
                .onSuccess(found -> found.ifPresent(this::begin))
                .mapEmpty();
    }

    private void begin(TakenJob taken) {
        JobRun run = new JobRun(vertx, work, taken);
        running.put(run, run.over());
        run.start();
        run.over().onComplete((over, failed) -> running.remove(run));
        loop.wake();
    }
}
