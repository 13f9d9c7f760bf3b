package dev.passback.adminui.http;

import dev.passback.core.submission.SubmissionId;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** The ids that stand in addresses. */
public final class PathId {

    private PathId() {}

    /** The submission of {@code /submissions/:id}; a text that is no id is a 404. */
    public static SubmissionId submission(RoutingContext ctx) {
        return Optional.ofNullable(ctx.pathParam("id"))
                .flatMap(SubmissionId::parse)
                .orElseThrow(() -> new HttpException(404));
    }
}
