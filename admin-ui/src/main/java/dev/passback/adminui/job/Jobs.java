package dev.passback.adminui.job;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Pages;
import dev.passback.db.export.ExportFiles;
import dev.passback.db.job.JobStore;
import dev.passback.db.job.Selection;
import dev.passback.db.live.Changes;
import dev.passback.db.submission.DownloadLog;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/** The pages of jobs and their actions, put together. */
public record Jobs(
        JobListPage list,
        NewJobPage form,
        JobCreateAction create,
        JobPage page,
        JobCancelAction cancel,
        JobFileAction file) {

    /** All of them on one pool. */
    public static Jobs on(Pool pool, Changes changes, Pages pages, Flashes flashes, InstantSource clock) {
        JobStore jobs = new JobStore(pool);
        NewJobPage form = new NewJobPage(new Selection(pool), pages, clock);
        return new Jobs(
                new JobListPage(jobs, pages, clock),
                form,
                new JobCreateAction(jobs, form, flashes),
                new JobPage(jobs, pages, clock),
                new JobCancelAction(jobs, changes, flashes),
                new JobFileAction(jobs, new ExportFiles(pool), new DownloadLog(pool), clock));
    }
}
