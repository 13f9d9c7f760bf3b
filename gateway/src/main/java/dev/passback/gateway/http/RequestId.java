package dev.passback.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What a caller calls its request ({@code X-Request-Id}): every answer says it again, and it is stored beside what was accepted. */
public final class RequestId {

    private static final String HEADER = "X-Request-Id";
    private static final int LONGEST = 200;

    private RequestId() {}

    /** Filter: answers with the name that the request came with. */
    public static void echo(RoutingContext ctx) {
        of(ctx).ifPresent(id -> ctx.response().putHeader(HEADER, id));
        ctx.next();
    }

    /** The name; nothing if there is none, or none that is 1 to 200 printable ASCII characters without blanks. */
    public static Optional<String> of(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getHeader(HEADER)).filter(RequestId::isId);
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
