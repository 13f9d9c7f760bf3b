package dev.passback.gateway.submission;

import dev.passback.core.integration.Integration;
import dev.passback.core.submission.Checked;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.ResultLinkRules;
import dev.passback.core.submission.Target;
import dev.passback.core.submission.Violation;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.JsonType;
import dev.passback.gateway.http.Prefer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sent, checked: it cannot be wrong any more, except that the integration may not exist.
 *
 * @param integrationId of the header {@code X-Integration-Id}
 */
record ResultLinkRequest(String integrationId, Target target, ResultLink link, Prefer prefer) {

    /** How long the caller waits for the outcome at the most. */
    Duration within(Integration integration) {
        Duration wished = prefer.within().orElse(integration.limits().answerWithin());
        return wished.compareTo(Integration.Limits.LONGEST_WAIT) > 0 ? Integration.Limits.LONGEST_WAIT : wished;
    }

    private static final String INTEGRATION_HEADER = "X-Integration-Id";
    private static final int LONGEST_INTEGRATION_ID = 200;

    /**
     * Reads a request.
     *
     * @throws ApiError naming everything that is wrong with it
     */
    static ResultLinkRequest read(RoutingContext ctx, Target.Kind kind) {
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (!JsonType.is(type)) {
            throw ApiError.unsupportedType(type);
        }
        List<Violation> violations = new ArrayList<>();
        String integrationId = ctx.request().getHeader(INTEGRATION_HEADER);
        checkHeader(integrationId, violations);
        String targetId = ctx.pathParam("target");
        if (targetId == null || !Target.isId(targetId)) {
            violations.add(new Violation(kind.word() + "_id", "in the path must be an id of 1 to 200 characters"));
        }
        ResultLink link = check(ctx.body().buffer(), violations);
        if (integrationId == null || targetId == null || link == null || !violations.isEmpty()) {
            throw ApiError.invalid(violations);
        }
        Prefer prefer = Prefer.of(ctx.request().headers().getAll("Prefer"));
        return new ResultLinkRequest(integrationId, new Target(kind, targetId), link, prefer);
    }

    private static void checkHeader(@Nullable String id, List<Violation> violations) {
        if (id == null || id.isBlank()) {
            violations.add(new Violation("header " + INTEGRATION_HEADER, "is required"));
        } else if (id.length() > LONGEST_INTEGRATION_ID) {
            violations.add(new Violation("header " + INTEGRATION_HEADER, "has more than 200 characters"));
        }
    }

    private static @Nullable ResultLink check(@Nullable Buffer body, List<Violation> violations) {
        return switch (ResultLinkRules.check(body == null ? new byte[0] : body.getBytes())) {
            case Checked.Valid good -> good.link();
            case Checked.Invalid bad -> {
                violations.addAll(bad.violations());
                yield null;
            }
        };
    }
}
