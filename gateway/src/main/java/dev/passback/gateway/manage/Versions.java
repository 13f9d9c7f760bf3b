package dev.passback.gateway.manage;

import dev.passback.core.submission.Violation;
import dev.passback.db.Change;
import dev.passback.gateway.http.ApiError;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was changed since it was looked at is not changed again: {@code ETag} out, {@code If-Match} in. */
final class Versions {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    private Versions() {}

    static void tag(RoutingContext ctx, long version) {
        ctx.response().putHeader(HttpHeaders.ETAG, "\"" + version + "\"");
    }

    /**
     * The version that a change was made on.
     *
     * @throws ApiError 428 without the header, 400 if it is no ETag of ours
     */
    static long wanted(RoutingContext ctx) {
        String header = ctx.request().getHeader(HttpHeaders.IF_MATCH);
        if (header == null) {
            throw ApiError.versionWanted();
        }
        Matcher tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw ApiError.invalid(
                    List.of(new Violation("header If-Match", "must be the ETag of what was read, such as \"3\"")));
        }
        return Long.parseLong(tag.group(1));
    }

    /**
     * Whether a change changed something; fails if it was made on top of what is no longer so, or there is nothing to change.
     *
     * @param absent what is said where there is no such thing
     */
    static Future<Boolean> made(Change change, String absent) {
        return switch (change) {
            case Change.Changed now -> Future.succeededFuture(true);
            case Change.Unchanged was -> Future.succeededFuture(false);
            case Change.Stale stale -> Future.failedFuture(ApiError.stale(stale.version()));
            case Change.NotThere nothing -> Future.failedFuture(ApiError.notFound(absent));
        };
    }
}
