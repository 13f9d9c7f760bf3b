package dev.passback.gateway.job;

import dev.passback.core.submission.SubmissionId;
import dev.passback.db.export.ExportParts;
import dev.passback.db.job.Job;
import dev.passback.db.job.JobBatch;
import dev.passback.db.job.JobLostException;
import dev.passback.db.job.TakenJob;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionPage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works one job off, batch after batch at its rate, until none is left, it is no longer this node's, or this node stops. A batch that
 * comes to nothing ends the run; the job is taken up again later.
 */
final class JobRun {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.job");
    private static final int MOST_AT_ONCE = 50;
    private static final int MOST_LINES_AT_ONCE = 1_000;

    private final Vertx vertx;
    private final JobWork work;
    private final Job job;
    private final int size;
    private final Promise<Void> over = Promise.promise();
    private TakenJob taken;
    private int written;
    private volatile boolean stopping;

    JobRun(Vertx vertx, JobWork work, TakenJob taken) {
        this.vertx = vertx;
        this.work = work;
        this.job = taken.job();
        this.taken = taken;
        // half a second's worth, so that a rate is smooth and a cancel soon heeded
        this.size = Math.clamp(job.rate() / 2, 1, job.act().exports() ? MOST_LINES_AT_ONCE : MOST_AT_ONCE);
        this.written = job.counts().done();
    }

    /** Succeeds when this node is through with it, for whatever reason. */
    Future<Void> over() {
        return over.future();
    }

    /** After the batch under way the job is left to others. */
    void stop() {
        stopping = true;
    }

    void start() {
        LOGGER.atInfo()
                .addKeyValue("job", job.id())
                .addKeyValue("act", job.act().word())
                .log("taken up");
        turn();
    }

    private void turn() {
        long begun = System.nanoTime();
        if (stopping) {
            work.queue().giveBack(taken).onComplete((given, down) -> over.complete());
            return;
        }
        next().compose(batch -> work.batches().work(taken, batch).map(after -> went(after, batch)))
                .onSuccess(batch -> goOn(batch, begun))
                .onFailure(this::end);
    }

    private Future<JobBatch.Batch> next() {
        Cursor from = new Cursor.NewerThan(new SubmissionId(taken.cursor()));
        return work.selection().page(job.query(), job.tenants(), from, size).map(this::bounded);
    }

    /** What came after the job was made is not touched, by id and by the database's clock. */
    private JobBatch.Batch bounded(SubmissionPage page) {
        String last = taken.last().toString();
        List<SubmissionLine> within = page.lines().reversed().stream()
                .filter(line -> line.id().toString().compareTo(last) <= 0)
                .toList();
        List<SubmissionLine> inTime = within.stream()
                .filter(line -> !line.acceptedAt().isAfter(job.times().created()))
                .toList();
        boolean room = !job.act().exports() || written + inTime.size() < ExportParts.MOST_LINES;
        boolean more = room && page.newer() && within.size() == page.lines().size();
        return new JobBatch.Batch(inTime, more ? within.getLast().id().value() : taken.last(), !more);
    }

    private JobBatch.Batch went(TakenJob after, JobBatch.Batch batch) {
        taken = after;
        written += batch.lines().size();
        if (!job.act().exports()) {
            batch.lines().forEach(line -> work.changes().changed(line.tenant().id(), line.id(), false));
        }
        work.changes().job(job.id(), job.tenants());
        return batch;
    }

    private void goOn(JobBatch.Batch batch, long begun) {
        if (batch.last()) {
            LOGGER.atInfo().addKeyValue("job", job.id()).log("done");
            over.complete();
            return;
        }
        Duration pace = Duration.ofSeconds(batch.lines().size()).dividedBy(job.rate());
        long left = pace.minusNanos(System.nanoTime() - begun).toMillis();
        vertx.setTimer(Math.max(1, left), due -> turn());
    }

    private void end(Throwable failure) {
        if (failure instanceof JobLostException) {
            LOGGER.atInfo().addKeyValue("job", job.id()).log("cancelled, or taken over by another node");
            over.complete();
            return;
        }
        LOGGER.atWarn()
                .addKeyValue("job", job.id())
                .addKeyValue("error", failure.toString())
                .log("a batch came to nothing; the job is taken up again later");
        work.queue().stumble(taken, String.valueOf(failure.getMessage())).onComplete((noted, down) -> over.complete());
    }
}
