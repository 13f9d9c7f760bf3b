package dev.passback.adminui.http;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names in addresses. */
public final class PathText {

    private static final int LONGEST = 300;

    private PathText() {}

    /** The part of the path that the route calls so; a 404 when it cannot be a name. */
    public static String of(RoutingContext ctx, String part) {
        return plausible(ctx.pathParam(part)).orElseThrow(() -> new HttpException(404));
    }

    /** A parameter of the address; nothing when it is not there. */
    public static Optional<String> parameter(RoutingContext ctx, String name) {
        return plausible(ctx.queryParams().get(name));
    }

    // the database takes no NUL
    private static Optional<String> plausible(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST)
                .filter(name -> name.chars().noneMatch(Character::isISOControl));
    }

    /** A text as it may stand anywhere in an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
