package dev.passback.adminui.job;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.core.job.JobAct;
import dev.passback.db.job.JobStore;
import dev.passback.db.job.NewJob;
import dev.passback.db.submission.SubmissionPage;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** {@code POST /jobs}: asks for a job. The same form sent twice asks for one. */
public final class JobCreateAction {

    private final JobStore jobs;
    private final NewJobPage page;
    private final Flashes flashes;

    JobCreateAction(JobStore jobs, NewJobPage page, Flashes flashes) {
        this.jobs = jobs;
        this.page = page;
        this.flashes = flashes;
    }

    /** What the form says; the rate and the act are those of a good form alone. */
    private record Asked(
            Fields fields, String query, Optional<JobAct> act, String reason, OptionalInt rate, UUID form) {}

    public void submit(RoutingContext ctx) {
        Asked asked = read(ctx);
        page.found(ctx, asked.query)
                .compose(found -> make(ctx, asked, found))
                .onFailure(failure -> page.refuse(ctx, asked.query, failure));
    }

    private static Asked read(RoutingContext ctx) {
        Fields fields = new Fields(ctx.request(), "job");
        UUID form = JobAddress.id(fields.text("form")).orElseThrow(() -> new HttpException(400));
        String query = NewJobPage.query(ctx.request().getFormAttribute("q"));
        Optional<JobAct> act = JobAct.ofWord(fields.text("act"));
        if (act.isEmpty()) {
            fields.wrong("act", "Nothing changed: choose what is to be done.");
        }
        OptionalInt rate = fields.number("rate", 1, NewJobPage.HIGHEST_RATE);
        if (rate.isEmpty()) {
            fields.wrong("rate", "Must be a whole number from 1 to " + NewJobPage.HIGHEST_RATE + ".");
        }
        String reason = fields.required("reason", "Nothing changed: say why. It stays in the audit log.");
        fields.confirmed();
        return new Asked(fields, query, act, reason, rate, form);
    }

    private Future<Void> make(RoutingContext ctx, Asked asked, SubmissionPage found) {
        if (asked.fields.areWrong()) {
            page.showAgain(ctx, asked.query, found, asked.fields.form());
            return Future.succeededFuture();
        }
        JobAct act = asked.act.orElseThrow();
        NewJob job = new NewJob(
                asked.form,
                act,
                asked.query,
                Session.of(ctx).tenants(),
                act.exports() ? NewJobPage.EXPORT_RATE : asked.rate.orElseThrow(),
                found.lines().size(),
                found.older());
        return jobs.make(job, Session.act(ctx, Optional.of(asked.reason)))
                .map(made -> made.orElseThrow(() -> new HttpException(404)))
                .onSuccess(id -> {
                    flashes.say(ctx, Flash.JOB_MADE);
                    Redirect.to(ctx, "/jobs/" + id);
                })
                .mapEmpty();
    }
}
