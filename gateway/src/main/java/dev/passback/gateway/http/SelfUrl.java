package dev.passback.gateway.http;

import dev.passback.core.origin.Origin;
import dev.passback.core.submission.SubmissionId;
import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;

/**
 * Where a submission can be asked for: under the address that the setting {@code PASSBACK_PUBLIC_API_URL} gives, else under the one
 * that the caller itself used. To the router it is a filter behind {@link RequestOrigin}.
 */
public final class SelfUrl implements Handler<RoutingContext> {

    private static final String KEY = "self";

    private final Optional<String> base;

    /**
     * Addresses of submissions.
     *
     * @param api where tenants reach the API, with its {@code /v1}, if that is set
     */
    public SelfUrl(Optional<URI> api) {
        this.base = api.map(url -> url.toString().replaceAll("/+$", ""));
    }

    @Override
    public void handle(RoutingContext ctx) {
        ctx.put(KEY, base.orElseGet(() -> asUsed(ctx)));
        ctx.next();
    }

    public static String of(RoutingContext ctx, SubmissionId id) {
        return ctx.<String>get(KEY) + "/submissions/" + id;
    }

    private static String asUsed(RoutingContext ctx) {
        Origin origin = RequestOrigin.of(ctx);
        HostAndPort asked = ctx.request().authority();
        String scheme = origin.https() ? "https" : "http";
        return origin.host()
                .or(() -> Optional.ofNullable(asked).map(HostAndPort::toString))
                .map(host -> scheme + "://" + host + "/v1")
                .orElse("/v1");
    }
}
