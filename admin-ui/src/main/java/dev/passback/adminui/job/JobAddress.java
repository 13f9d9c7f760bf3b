package dev.passback.adminui.job;

import dev.passback.adminui.http.Session;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.job.Job;
import dev.passback.db.job.JobStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;
import java.util.UUID;

/** The job that an address names. */
final class JobAddress {

    private JobAddress() {}

    /** The id that a text is; ids of jobs look as those of submissions do. */
    static Optional<UUID> id(String text) {
        return SubmissionId.parse(text).map(SubmissionId::value);
    }

    /** The job of {@code /jobs/:id}; a 404 where there is none that the person may see. */
    static Future<Job> find(RoutingContext ctx, JobStore jobs) {
        UUID id = Optional.ofNullable(ctx.pathParam("id"))
                .flatMap(JobAddress::id)
                .orElseThrow(() -> new HttpException(404));
        return jobs.find(id, Session.of(ctx).tenants()).map(found -> found.orElseThrow(() -> new HttpException(404)));
    }
}
