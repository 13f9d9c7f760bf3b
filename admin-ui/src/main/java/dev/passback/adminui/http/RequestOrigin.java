package dev.passback.adminui.http;

import dev.passback.core.origin.ForwardedHeaders;
import dev.passback.core.origin.Origin;
import dev.passback.core.origin.TrustedProxies;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** From where a request comes: for the audit log, for the throttle of sign-ins, and whether the browser itself speaks https. */
public final class RequestOrigin {

    private static final String KEY = "passback.origin";

    private final TrustedProxies proxies;

    public RequestOrigin(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** Filter before all others: finds it out. */
    public void recognise(RoutingContext ctx) {
        ctx.put(KEY, read(ctx.request(), proxies));
        ctx.next();
    }

    /** From where it comes; as seen from here, where a request failed before the filter. */
    public static Origin of(RoutingContext ctx) {
        return Optional.<Origin>ofNullable(ctx.get(KEY)).orElseGet(() -> read(ctx.request(), TrustedProxies.NONE));
    }

    private static Origin read(HttpServerRequest request, TrustedProxies proxies) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null || peer.hostAddress() == null ? "" : peer.hostAddress();
        return proxies.origin(address, request.isSSL(), headers(request.headers()));
    }

    private static ForwardedHeaders headers(MultiMap headers) {
        return new ForwardedHeaders(
                headers.getAll("Forwarded"),
                headers.getAll("X-Forwarded-For"),
                headers.getAll("X-Forwarded-Proto"),
                headers.getAll("X-Forwarded-Host"));
    }
}
