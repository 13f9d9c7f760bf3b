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
    private RunningGateway gateway;
    private Service service;

    private void start(TrustedProxies proxies, Optional<URI> publicApi) {
        gateway = RunningGateway.start(new Entrance(Optional.empty(), proxies, publicApi));
        service = gateway.tenant("assessments");
        gateway.integration(service, ACME, Plan.QUICK.waits(Duration.ofHours(1)));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
        gateway.close();
    }

    /** A proxy that says of itself that it speaks https, and appends the address it was asked from. */
    private Service behindProxy() {
        HttpClient client = vertx.createHttpClient();
        HttpServer proxy = await(vertx.createHttpServer()
                .requestHandler(request -> pass(request, client))
                .listen(0, "127.0.0.1"));
        return new Service(
                service.tenant(),
                service.key(),
                "http://127.0.0.1:" + proxy.actualPort(),
                service.http(),
                service.heard());
    }

    private void pass(HttpServerRequest request, HttpClient client) {
        request.body()
                .compose(body -> client.request(new RequestOptions()
                                .setMethod(request.method())
                                .setHost("127.0.0.1")
                                .setPort(gateway.apiPort())
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

    private String origin(Service caller, String... headers) {
        Answer link = service.submit(ACME, "force-503~any", "Prefer", "respond-async");
        Awaitility.await()
                .until(() -> gateway.sql("SELECT state || attempts FROM submission ORDER BY id DESC LIMIT 1")
                        .equals("queued1"));
        var cancel = caller.request("/v1/submissions/" + link.submissionId() + "/cancel")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        for (int i = 0; i < headers.length; i += 2) {
            cancel.setHeader(headers[i], headers[i + 1]);
        }
        caller.send(cancel);
        return gateway.sql("SELECT origin FROM audit ORDER BY id DESC LIMIT 1");
    }

    @Test
    void a_trusted_proxys_word_is_what_the_audit_log_and_addresses_in_answers_hold() {
        // Given
        start(TrustedProxies.parse("127.0.0.0/8"), Optional.empty());
        Service caller = behindProxy();
        // When
        Answer answer = caller.submit(ACME, "c1", "Forwarded", "for=6.6.6.6;proto=http;host=evil.example");
        // Then
        assertThat(answer.content().getString("self"))
                .isEqualTo("https://api.example/v1/submissions/" + answer.submissionId());
        assertThat(origin(caller, "Forwarded", "for=6.6.6.6")).isEqualTo("2a00::cafe");
    }

    @Test
    void nobody_else_is_believed() {
        // Given
        start(TrustedProxies.parse("192.0.2.1"), Optional.empty());
        // When
        Answer answer = service.submit(
                ACME,
                "c1",
                "Forwarded",
                "for=6.6.6.6;proto=https;host=evil.example",
                "X-Forwarded-Host",
                "evil.example");
        // Then
        assertThat(answer.content().getString("self"))
                .startsWith("http://127.0.0.1:" + gateway.apiPort() + "/v1/submissions/");
        assertThat(origin(service, "X-Forwarded-For", "6.6.6.6")).isEqualTo("127.0.0.1");
    }

    @Test
    void a_public_address_that_is_set_stands_in_answers_whatever_host_was_asked_for() {
        // Given
        start(TrustedProxies.NONE, Optional.of(URI.create("https://passback.example/v1/")));
        // When
        Answer answer = service.submit(ACME, "c1");
        // Then
        assertThat(answer.content().getString("self"))
                .isEqualTo("https://passback.example/v1/submissions/" + answer.submissionId());
    }
}
