package dev.passback.gateway.upstream.kombo;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.Target;
import dev.passback.gateway.upstream.Connector;
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
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sends result links through Kombo's unified ATS API: one POST, as its OpenAPI of 2026-05 has it. */
public final class KomboConnector implements Connector {

    private static final int MOST_CONNECTIONS = 2_000;
    private static final int MOST_WAITING = 10_000;
    // Shorter than any load balancer's: a connection that is closed while we write to it makes an outcome unsure.
    private static final int KEEP_ALIVE_SECONDS = 15;
    private static final String USER_AGENT = "passback";

    private final OutboundAddresses addresses;
    private final HttpClient client;

    public KomboConnector(Vertx vertx, OutboundAddresses addresses) {
        this.addresses = addresses;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(KEEP_ALIVE_SECONDS).setDecompressionSupported(true),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
    }

    @Override
    public Future<AttemptResult> send(Parcel parcel) {
        KomboCall call = new KomboCall(parcel.integration().limits().callTimeout());
        return addresses
                .resolve(parcel.integration().baseUrl())
                .compose(address -> call.run(client, options(parcel, address), parcel.body()))
                .recover(forbidden -> Future.succeededFuture(AttemptResult.unanswered(
                        forbidden instanceof OutboundAddresses.ForbiddenException
                                ? new Outcome.Blocked(String.valueOf(forbidden.getMessage()))
                                : new Outcome.NotTaken("the upstream's name has no address", Optional.empty()),
                        call.timing())));
    }

    private static RequestOptions options(Parcel parcel, SocketAddress address) {
        Integration integration = parcel.integration();
        URI base = integration.baseUrl();
        boolean encrypted = base.getScheme().equals("https");
        return new RequestOptions()
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
    }

    private static String path(URI base, Target target) {
        return base.getRawPath() + "/ats/" + target.kind().path() + "/" + encode(target.id()) + "/result-links";
    }

    /** As encodeURIComponent, which the official SDKs use; URLEncoder is for forms and differs in the blank. */
    private static String encode(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
