package dev.passback.gateway.upstream.kombo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.gateway.testing.Certificates;
import dev.passback.gateway.upstream.Authorities;
import dev.passback.gateway.upstream.OutboundAddresses;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is spoken to: only who proves with a certificate to be the upstream, and nobody it sends us to. */
class UpstreamTlsTest {

    private static final String SUCCESS = "{\"status\":\"success\",\"data\":{},\"warnings\":[]}";

    @TempDir
    private static Path folder = Path.of("");

    private static Vertx vertx;
    private static Certificates certificates;
    private static Certificates.Pair good;
    private static Certificates.Pair ofAnother;
    private static Certificates.Pair expired;

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void issue() {
        vertx = Vertx.vertx();
        certificates = Certificates.in(folder);
        good = certificates.issue("good", "ip:127.0.0.1");
        ofAnother = certificates.issue("another", "dns:other.example");
        expired = certificates.issue("expired", "ip:127.0.0.1", "-startdate", "-20d", "-validity", "10");
    }

    @AfterAll
    static void stop() {
        Calls.await(vertx.close());
    }

    @AfterEach
    void forgetProxy() {
        List.of("http.proxyHost", "http.proxyPort", "https.proxyHost", "https.proxyPort")
                .forEach(System::clearProperty);
    }

    private HttpServer upstream(Certificates.Pair pair) {
        PemKeyCertOptions keys = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(pair.certificate()))
                .addKeyValue(Buffer.buffer(pair.key()));
        return listening(new HttpServerOptions().setSsl(true).setKeyCertOptions(keys));
    }

    private HttpServer listening(HttpServerOptions options) {
        return Calls.await(
                vertx.createHttpServer(options).requestHandler(this::answer).listen(0, "127.0.0.1"));
    }

    private void answer(HttpServerRequest request) {
        asked.add(request.path());
        request.response().putHeader("content-type", "application/json").end(SUCCESS);
    }

    private static Outcome call(Authorities authorities, String url) {
        KomboConnector connector =
                new KomboConnector(vertx, new OutboundAddresses(vertx, Set.of("127.0.0.1")), authorities);
        AttemptResult result = new Calls(vertx, connector, Calls.PATIENT).send(url, "c");
        return result.outcome();
    }

    private static String url(HttpServer server) {
        return "https://127.0.0.1:" + server.actualPort() + "/v1";
    }

    private static Authorities trusted() {
        return Authorities.parse(certificates.authority());
    }

    @Test
    void an_upstream_that_a_further_authority_vouches_for_is_spoken_to() {
        assertThat(call(trusted(), url(upstream(good)))).isInstanceOf(Outcome.Accepted.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void without_that_authority_it_is_not_although_its_host_is_allowed_by_name() {
        assertThat(call(Authorities.STANDARD, url(upstream(good)))).isInstanceOf(Outcome.NotTaken.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_certificate_for_another_host_is_refused() {
        assertThat(call(trusted(), url(upstream(ofAnother)))).isInstanceOf(Outcome.NotTaken.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_certificate_that_has_expired_is_refused() {
        assertThat(call(trusted(), url(upstream(expired)))).isInstanceOf(Outcome.NotTaken.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_further_authority_takes_nothing_from_those_that_java_trusts() throws Exception {
        // When
        var manager = (javax.net.ssl.X509TrustManager)
                trusted().trust().getTrustManagerFactory(vertx).getTrustManagers()[0];
        var standard = (javax.net.ssl.X509TrustManager)
                Authorities.STANDARD.trust().getTrustManagerFactory(vertx).getTrustManagers()[0];
        // Then
        assertThat(standard.getAcceptedIssuers()).hasSizeGreaterThan(50);
        assertThat(manager.getAcceptedIssuers())
                .hasSize(standard.getAcceptedIssuers().length + 1)
                .contains(standard.getAcceptedIssuers());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void no_redirect_is_followed(int status) {
        // Given
        HttpServer door = Calls.await(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.add(request.path());
                    request.response()
                            .setStatusCode(status)
                            .putHeader("location", request.absoluteURI().replace("/v1/", "/elsewhere/"))
                            .end();
                })
                .listen(0, "127.0.0.1"));
        // When
        Outcome outcome = call(Authorities.STANDARD, "http://127.0.0.1:" + door.actualPort() + "/v1");
        // Then
        assertThat(outcome).isNotInstanceOf(Outcome.Accepted.class);
        assertThat(asked).containsExactly("/v1/ats/candidates/c/result-links");
    }

    @Test
    void a_proxy_of_the_environment_is_not_used() {
        // Given
        HttpServer proxy = listening(new HttpServerOptions());
        HttpServer upstream = upstream(good);
        for (String scheme : List.of("http", "https")) {
            System.setProperty(scheme + ".proxyHost", "127.0.0.1");
            System.setProperty(scheme + ".proxyPort", Integer.toString(proxy.actualPort()));
        }
        // When
        Outcome outcome = call(trusted(), url(upstream));
        // Then: one request, and that by TLS
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(asked).containsExactly("/v1/ats/candidates/c/result-links");
    }
}
