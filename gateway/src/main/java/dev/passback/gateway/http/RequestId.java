package dev.passback.gateway.http;

import dev.passback.core.submission.SubmissionId;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request is called ({@code X-Request-Id}), in its answer and in the log: as its caller calls it, which is stored beside what was
 * accepted; else by an id of ours, which a submission that it makes has too, so that whoever kept either finds it.
 */
public final class RequestId {

    private static final String HEADER = "X-Request-Id";
    private static final String OURS = "request id";
    private static final int LONGEST = 200;

    private RequestId() {}

    /** Filter: answers with the request's name. */
    public static void echo(RoutingContext ctx) {
        ctx.response().putHeader(HEADER, name(ctx));
        ctx.next();
    }

    /** What it is called. */
    public static String name(RoutingContext ctx) {
        return of(ctx).orElseGet(() -> ours(ctx).toString());
    }

    /** As its caller calls it; nothing if there is none, or none that is 1 to 200 printable ASCII characters without blanks. */
    public static Optional<String> of(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getHeader(HEADER)).filter(RequestId::isId);
    }

    /** The id of what this request submits: new, and the same each time it is asked for. */
    public static SubmissionId ours(RoutingContext ctx) {
        @Nullable SubmissionId made = ctx.get(OURS);
        if (made != null) {
            return made;
        }
        SubmissionId fresh = SubmissionId.next();
        ctx.put(OURS, fresh);
        return fresh;
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
