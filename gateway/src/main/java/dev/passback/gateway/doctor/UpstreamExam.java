package dev.passback.gateway.doctor;

import dev.passback.gateway.Config;
import dev.passback.gateway.upstream.OutboundAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether upstreams can be reached from here, as calls reach them; without a credential, so that nothing can come of it. */
final class UpstreamExam {

    private static final int PATIENCE_SECONDS = 10;
    private static final Duration SOON = Duration.ofDays(14);

    private final OutboundAddresses addresses;
    private final HttpClientAgent client;

    UpstreamExam(Vertx vertx, Config.Upstreams upstreams) {
        this.addresses = new OutboundAddresses(vertx, upstreams.allowedPrivateHosts());
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(PATIENCE_SECONDS * 1000)
                .setTrustOptions(upstreams.authorities().trust())
                .setVerifyHost(true));
    }

    /** One finding for each host. */
    Future<List<Finding>> findings(List<String> baseUrls) {
        List<Future<Finding>> hosts = baseUrls.stream()
                .map(URI::create)
                .collect(Collectors.toMap(URI::getAuthority, url -> url, (first, same) -> first))
                .values()
                .stream()
                .sorted()
                .map(this::finding)
                .toList();
        return Future.join(hosts).map(done -> hosts.stream().map(Future::result).toList());
    }

    private Future<Finding> finding(URI base) {
        String about = "upstream " + base.getAuthority();
        return addresses
                .resolve(base)
                .compose(address -> client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setServer(address)
                        .setHost(base.getHost())
                        .setPort(address.port())
                        .setSsl(base.getScheme().equals("https"))
                        .setURI(base.getRawPath() + "/check-api-key")))
                .compose(request -> request.send().map(answer -> answered(about, request, answer.statusCode())))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .otherwise(failure -> Finding.wrong(
                        about,
                        "cannot be reached: " + words(failure),
                        "A firewall, DNS, or an authority that is not trusted: docs/operating/tls-and-proxies.md"));
    }

    private static String words(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static Finding answered(String about, HttpClientRequest request, int status) {
        return ends(request)
                .filter(end -> end.isBefore(Instant.now().plus(SOON)))
                .map(end -> Finding.warning(
                        about, "its certificate ends on " + end, "Tell whoever runs it; then calls will fail."))
                .orElseGet(() -> Finding.ok(about, "answers (" + status + " to a request without a key)"));
    }

    private static Optional<Instant> ends(HttpClientRequest request) {
        if (!request.connection().isSsl()) {
            return Optional.empty();
        }
        try {
            return Stream.of(request.connection().sslSession().getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(certificate ->
                            ((X509Certificate) certificate).getNotAfter().toInstant())
                    .min(Instant::compareTo);
        } catch (javax.net.ssl.SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }
}
