package dev.passback.adminui.http;

import dev.passback.core.submission.SubmissionId;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/** The ids that stand in addresses. */
public final class PathId {

    private PathId() {}

    /** The submission of {@code /submissions/:id}; a text that is no id is a 404. */
    public static SubmissionId submission(RoutingContext ctx) {
        return SubmissionId.parse(ctx.pathParam("id")).orElseThrow(() -> new HttpException(404));
    }
}
