package dev.passback.adminui.job;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.adminui.page.FormText;
import dev.passback.db.job.JobStore;
import dev.passback.db.live.Changes;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code POST /jobs/:id/cancel}: ends it after the batch under way. */
public final class JobCancelAction {

    private final JobStore jobs;
    private final Changes changes;
    private final Flashes flashes;

    JobCancelAction(JobStore jobs, Changes changes, Flashes flashes) {
        this.jobs = jobs;
        this.changes = changes;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        String reason = FormText.line(ctx.request().getFormAttribute("reason"));
        JobAddress.find(ctx, jobs)
                .compose(job -> jobs.cancel(job.id(), Session.act(ctx, Optional.of(reason)))
                        .onSuccess(done -> {
                            changes.job(job.id(), job.tenants());
                            flashes.say(ctx, done ? Flash.JOB_CANCELLED : Flash.JOB_OVER);
                            Redirect.to(ctx, "/jobs/" + job.id());
                        }))
                .onFailure(ctx::fail);
    }
}
