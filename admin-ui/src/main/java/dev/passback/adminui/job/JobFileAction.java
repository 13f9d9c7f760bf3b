package dev.passback.adminui.job;

import dev.passback.adminui.http.Session;
import dev.passback.db.export.ExportFiles;
import dev.passback.db.export.FileFormat;
import dev.passback.db.job.Job;
import dev.passback.db.job.JobStore;
import dev.passback.db.submission.DownloadLog;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.InstantSource;
import java.util.Optional;

/** {@code /jobs/:id/file}: what an export wrote, read a part at a time and sent as fast as it is taken. */
public final class JobFileAction {

    private final JobStore jobs;
    private final ExportFiles files;
    private final DownloadLog log;
    private final InstantSource clock;

    JobFileAction(JobStore jobs, ExportFiles files, DownloadLog log, InstantSource clock) {
        this.jobs = jobs;
        this.files = files;
        this.log = log;
        this.clock = clock;
    }

    public void send(RoutingContext ctx) {
        JobAddress.find(ctx, jobs).compose(job -> begin(ctx, job)).onFailure(failure -> {
            if (ctx.response().headWritten()) {
                // half a file must not look like a whole one
                ctx.response().reset();
            } else {
                ctx.fail(failure);
            }
        });
    }

    private Future<Void> begin(RoutingContext ctx, Job job) {
        FileFormat format = FileFormat.of(job.act())
                .filter(any -> JobFile.of(job, clock.instant()).isPresent())
                .orElseThrow(() -> new HttpException(404));
        return log.begins(job.query(), format.word(), Session.act(ctx, Optional.empty()))
                .compose(noted -> ctx.response()
                        .setChunked(true)
                        .putHeader(HttpHeaders.CONTENT_TYPE, format.type())
                        .putHeader(
                                "Content-Disposition",
                                "attachment; filename=\"submissions-" + job.id() + "." + format.word() + "\"")
                        .write(format.head()))
                .compose(begun -> parts(ctx.response(), job, -1));
    }

    private Future<Void> parts(HttpServerResponse response, Job job, int after) {
        return files.next(job.id(), after)
                .compose(part -> part.isEmpty()
                        ? response.end()
                        : response.write(part.get().text())
                                .compose(sent -> parts(response, job, part.get().no())));
    }
}
