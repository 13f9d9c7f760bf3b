package dev.passback.gateway.upstream.kombo;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.Target;
import dev.passback.gateway.upstream.Authorities;
import dev.passback.gateway.upstream.Connector;
import dev.passback.gateway.upstream.Echo;
import dev.passback.gateway.upstream.OutboundAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Sends result links through Kombo's unified ATS API: one POST, as its OpenAPI of 2026-05 has it. */
public final class KomboConnector implements Connector {

    private static final int MOST_CONNECTIONS = 2_000;
    private static final int MOST_WAITING = 10_000;
    // Shorter than any load balancer's: a connection that is closed while we write to it makes an outcome unsure.
    private static final int KEEP_ALIVE_SECONDS = 15;
    private static final String USER_AGENT = "passback";

    private final Vertx vertx;
    private final OutboundAddresses addresses;
    private final HttpClient client;

    /**
     * A connector.
     *
     * @param authorities who may vouch for upstreams
     */
    public KomboConnector(Vertx vertx, OutboundAddresses addresses, Authorities authorities) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setDecompressionSupported(true)
                        .setTrustOptions(authorities.trust())
                        .setVerifyHost(true))
                .with(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING))
                // The call on a connection that breaks is told of it; without this Vert.x logs an error besides.
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build();
    }

    @Override
    public Future<AttemptResult> send(Parcel parcel) {
        Duration timeout = parcel.integration().limits().callTimeout();
        KomboCall call = new KomboCall(vertx, timeout, new Echo(parcel.credential()));
        return TimeLimit.within(
                        vertx, timeout, addresses.resolve(parcel.integration().baseUrl()))
                .compose(address -> call.run(client, options(parcel, address), parcel.body()))
                .recover(unmade -> Future.succeededFuture(AttemptResult.unanswered(judge(unmade), call.timing())));
    }

    /** A call that was never begun. */
    private static Outcome judge(Throwable unmade) {
        return switch (unmade) {
            case OutboundAddresses.ForbiddenException forbidden ->
                new Outcome.Blocked(String.valueOf(forbidden.getMessage()));
            case UnknownHostException nameless ->
                new Outcome.NotTaken("the upstream's name has no address", Optional.empty());
            case TimeoutException late ->
                new Outcome.NotTaken("the upstream's name was not looked up in time", Optional.empty());
            // its message may hold a header's value
            default ->
                new Outcome.NotTaken(
                        "the call could not be made (" + unmade.getClass().getSimpleName() + ")", Optional.empty());
        };
    }

    private static RequestOptions options(Parcel parcel, SocketAddress address) {
        Integration integration = parcel.integration();
        URI base = integration.baseUrl();
        boolean encrypted = base.getScheme().equals("https");
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(address)
                .setHost(base.getHost())
                .setPort(address.port())
                .setSsl(encrypted)
                .setURI(path(base, parcel.target()))
                .setFollowRedirects(false)
                .setConnectTimeout(integration.limits().callTimeout().toMillis())
                .putHeader("authorization", "Bearer " + parcel.credential().reveal())
                .putHeader("x-integration-id", integration.ref().id())
                .putHeader("content-type", "application/json")
                .putHeader("accept", "application/json")
                .putHeader("user-agent", USER_AGENT);
        parcel.traceparent().ifPresent(trace -> options.putHeader("traceparent", trace));
        return options;
    }

    private static String path(URI base, Target target) {
        return base.getRawPath() + "/ats/" + target.kind().path() + "/" + encode(target.id()) + "/result-links";
    }

    /** As encodeURIComponent, which the official SDKs use; URLEncoder is for forms and differs in the blank. */
    private static String encode(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
