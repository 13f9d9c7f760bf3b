package dev.passback.gateway;

import static dev.passback.gateway.testing.RunningGateway.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.origin.TrustedProxies;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Behind a proxy that ends TLS: who asked is believed of it, and of nobody else. */
class ProxyIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private static RunningGateway start(TrustedProxies proxies, Optional<URI> publicApi) {
        return RunningGateway.start(new Entrance(Optional.empty(), proxies, publicApi));
    }

    private static Service service(RunningGateway gateway) {
        Service service = gateway.tenant("assessments");
        gateway.integration(service, ACME, Plan.QUICK.waits(Duration.ofHours(1)));
        return service;
    }

    /** The service as it is behind a proxy that says it was asked by https, and appends the address it was asked from. */
    private Service behindProxy(Service service, int port) {
        HttpClient client = vertx.createHttpClient();
        HttpServer proxy = await(vertx.createHttpServer()
                .requestHandler(request -> pass(request, client, port))
                .listen(0, "127.0.0.1"));
        return new Service(
                service.tenant(),
                service.key(),
                "http://127.0.0.1:" + proxy.actualPort(),
                service.http(),
                service.heard());
    }

    private static void pass(HttpServerRequest request, HttpClient client, int port) {
        request.body()
                .compose(body -> client.request(new RequestOptions()
                                .setMethod(request.method())
                                .setHost("127.0.0.1")
                                .setPort(port)
                                .setURI(request.uri())
                                .setHeaders(request.headers().remove("host"))
                                .addHeader("Forwarded", "for=\"[2a00::cafe]:4711\";proto=https;host=api.example"))
                        .compose(open -> open.send(body)))
                .compose(answer -> answer.body().compose(body -> {
                    request.response()
                            .setStatusCode(answer.statusCode())
                            .headers()
                            .setAll(answer.headers());
                    return request.response().end(body);
                }))
                .recover(broken -> {
                    request.connection().close();
                    return Future.succeededFuture();
                });
    }

    /** From where a link was cancelled, as the audit log has it. */
    private static String origin(RunningGateway gateway, Service caller, String... headers) {
        Answer link = caller.submit(ACME, "force-503~any", "Prefer", "respond-async");
        Awaitility.await()
                .until(() -> gateway.sql("SELECT state || attempts FROM submission ORDER BY id DESC LIMIT 1")
                        .equals("queued1"));
        caller.send(caller.request("/v1/submissions/" + link.submissionId() + "/cancel")
                .header("Content-Type", "application/json")
                .headers(headers)
                .POST(BodyPublishers.ofString("{}")));
        return gateway.sql("SELECT origin FROM audit ORDER BY id DESC LIMIT 1");
    }

    @Test
    void a_trusted_proxys_word_is_what_the_audit_log_and_addresses_in_answers_hold() {
        // Given
        try (RunningGateway gateway = start(TrustedProxies.parse("127.0.0.0/8"), Optional.empty())) {
            Service caller = behindProxy(service(gateway), gateway.apiPort());
            // When
            Answer answer = caller.submit(ACME, "c1", "Forwarded", "for=6.6.6.6;proto=http;host=evil.example");
            // Then
            assertThat(answer.content().getString("self"))
                    .isEqualTo("https://api.example/v1/submissions/" + answer.submissionId());
            assertThat(origin(gateway, caller, "Forwarded", "for=6.6.6.6")).isEqualTo("2a00::cafe");
        }
    }

    @Test
    void nobody_else_is_believed() {
        // Given
        try (RunningGateway gateway = start(TrustedProxies.parse("192.0.2.1"), Optional.empty())) {
            Service service = service(gateway);
            // When
            Answer answer = service.submit(
                    ACME, "c1", "Forwarded", "for=6.6.6.6;proto=https;host=evil.example", "X-Forwarded-Host", "evil");
            // Then
            assertThat(answer.content().getString("self"))
                    .startsWith("http://127.0.0.1:" + gateway.apiPort() + "/v1/submissions/");
            assertThat(origin(gateway, service, "X-Forwarded-For", "6.6.6.6")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void a_client_that_speaks_http_2_without_tls_is_served_too() {
        // Given
        try (RunningGateway gateway = start(TrustedProxies.NONE, Optional.empty());
                var http = java.net.http.HttpClient.newBuilder()
                        .version(Version.HTTP_2)
                        .build()) {
            Service service = service(gateway);
            Service two = new Service(service.tenant(), service.key(), service.root(), http, service.heard());
            // When
            Answer upgraded = two.submit(ACME, "c1");
            Answer next = two.submit(ACME, "c2");
            // Then
            assertThat(upgraded.status()).isEqualTo(200);
            assertThat(next.status()).isEqualTo(200);
            assertThat(next.response().version()).isEqualTo(Version.HTTP_2);
        }
    }

    @Test
    void a_public_address_that_is_set_stands_in_answers_whatever_host_was_asked_for() {
        // Given
        URI set = URI.create("https://passback.example/v1/");
        try (RunningGateway gateway = start(TrustedProxies.NONE, Optional.of(set))) {
            // When
            Answer answer = service(gateway).submit(ACME, "c1");
            // Then
            assertThat(answer.content().getString("self"))
                    .isEqualTo("https://passback.example/v1/submissions/" + answer.submissionId());
        }
    }
}
