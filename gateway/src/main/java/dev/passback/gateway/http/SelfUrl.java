package dev.passback.gateway.http;

import dev.passback.core.submission.SubmissionId;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/** Where a submission can be asked for, under the address that the caller itself used. */
public final class SelfUrl {

    private SelfUrl() {}

    public static String of(RoutingContext ctx, SubmissionId id) {
        String path = "/v1/submissions/" + id;
        HostAndPort host = ctx.request().authority();
        return host == null ? path : ctx.request().scheme() + "://" + host + path;
    }
}
