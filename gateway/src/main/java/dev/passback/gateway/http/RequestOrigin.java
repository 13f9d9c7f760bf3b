package dev.passback.gateway.http;

import dev.passback.core.origin.ForwardedHeaders;
import dev.passback.core.origin.Origin;
import dev.passback.core.origin.TrustedProxies;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** Filter before all others: finds out from where a request comes. */
public final class RequestOrigin implements Handler<RoutingContext> {

    private static final String KEY = "origin";

    private final TrustedProxies proxies;

    public RequestOrigin(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** From where it comes; only behind this filter. */
    public static Origin of(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.get(KEY), "a route without the filter RequestOrigin");
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        SocketAddress peer = request.remoteAddress();
        String address = peer == null || peer.hostAddress() == null ? "" : peer.hostAddress();
        ctx.put(KEY, proxies.origin(address, request.isSSL(), headers(request.headers())));
        ctx.next();
    }

    private static ForwardedHeaders headers(MultiMap headers) {
        return new ForwardedHeaders(
                headers.getAll("Forwarded"),
                headers.getAll("X-Forwarded-For"),
                headers.getAll("X-Forwarded-Proto"),
                headers.getAll("X-Forwarded-Host"));
    }
}
