package dev.passback.gateway;

import static dev.passback.gateway.testing.RunningGateway.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.credential.KeyPair;
import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.origin.TrustedProxies;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.Migrations;
import dev.passback.db.testing.TestDatabase;
import dev.passback.gateway.testing.Certificates;
import dev.passback.gateway.testing.Logs;
import dev.passback.gateway.tls.PemPair;
import dev.passback.gateway.tls.ServerTls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API and pages with TLS of their own, as clients see it. */
class TlsIT {

    private static final String HOST = "127.0.0.1";
    private static final Duration SECONDS = Duration.ofSeconds(10);

    @TempDir
    private Path folder = Path.of("");

    private final TestDatabase database =
            TestDatabase.create("gateway", url -> Migrations.migrate(DatabaseAddress.parse(url)));
    private final Logs logs = Logs.capture();
    private final Vertx vertx = Vertx.vertx();
    private Certificates certificates;
    private Certificates.Pair first;
    private SSLContext trusting;
    private HttpClient client;
    private Node node;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        certificates = Certificates.in(folder);
        first = certificates.issue("first", "ip:" + HOST);
        write(first.certificate(), first.key());
        trusting = trusting();
        client = HttpClient.newBuilder().sslContext(trusting).build();
        ServerTls tls = new ServerTls(certificate(), key(), PemPair.of(first.certificate(), first.key()));
        Entrance entrance = new Entrance(Optional.of(tls), TrustedProxies.NONE, Optional.empty());
        node = await(Node.start(vertx, config(entrance)));
    }

    @AfterEach
    void stop() {
        client.close();
        await(node.stop(Duration.ofSeconds(3)));
        await(vertx.close());
        database.close();
        logs.close();
        assertThat(logs.text()).doesNotContain("PRIVATE KEY");
    }

    private Config config(Entrance entrance) {
        return new Config(
                DatabaseAddress.parse(database.url()),
                EnumSet.allOf(Config.Role.class),
                new Config.Listening(
                        HOST, new Config.Ports(0, 0, 0), true, URI.create("https://" + HOST + "/v1"), entrance),
                Optional.empty(),
                Optional.of(OpeningKeys.parse(KeyPair.generate().opening())),
                Set.of());
    }

    private Path certificate() {
        return folder.resolve("tls.crt");
    }

    private Path key() {
        return folder.resolve("tls.key");
    }

    private void write(String certificate, String key) throws IOException {
        Files.writeString(certificate(), certificate);
        Files.writeString(key(), key);
    }

    private SSLContext trusting() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates.trusting());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private HttpResponse<String> get(int port, String path, Version version) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + HOST + ":" + port + path))
                .version(version)
                .timeout(SECONDS)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Whose certificate a new connection is shown. */
    private String shown(int port) throws IOException {
        try (SSLSocket socket = connect(port, "TLSv1.3")) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private SSLSocket connect(int port, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) SECONDS.toMillis());
        socket.setSoTimeout((int) SECONDS.toMillis());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    @Test
    void api_and_pages_speak_http_2_and_1_1_over_tls_and_operations_stay_plain() throws Exception {
        // When
        HttpResponse<String> two = get(node.apiPort(), "/v1/check-api-key", Version.HTTP_2);
        HttpResponse<String> one = get(node.apiPort(), "/v1/check-api-key", Version.HTTP_1_1);
        HttpResponse<String> page = get(node.uiPort(), "/sign-in", Version.HTTP_2);
        HttpResponse<String> alive = client.send(
                HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + node.opsPort() + "/livez"))
                        .build(),
                BodyHandlers.ofString());
        // Then
        assertThat(two.version()).isEqualTo(Version.HTTP_2);
        assertThat(two.statusCode()).isEqualTo(401);
        assertThat(one.version()).isEqualTo(Version.HTTP_1_1);
        assertThat(one.statusCode()).isEqualTo(401);
        assertThat(page.version()).isEqualTo(Version.HTTP_2);
        assertThat(page.headers().firstValue("set-cookie"))
                .hasValueSatisfying(cookie ->
                        assertThat(cookie).startsWith("__Host-passback").contains("Secure"));
        assertThat(page.headers().firstValue("strict-transport-security")).isPresent();
        assertThat(alive.statusCode()).isEqualTo(200);
    }

    @Test
    void tls_1_2_is_spoken_and_nothing_older_is_offered() throws IOException {
        // When
        connect(node.apiPort(), "TLSv1.2").close();
        // Then: Java itself refuses to speak older ones, so that only what is offered can be looked at
        ServerTls tls = new ServerTls(certificate(), key(), PemPair.of(first.certificate(), first.key()));
        assertThat(tls.secure(new HttpServerOptions()).getEnabledSecureTransportProtocols())
                .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    }

    @Test
    void a_replaced_certificate_is_used_within_seconds_and_open_connections_stay() throws Exception {
        // Given
        Certificates.Pair second = certificates.issue("second", "ip:" + HOST);
        try (SSLSocket open = connect(node.apiPort(), "TLSv1.3")) {
            assertThat(shown(node.apiPort())).isEqualTo("CN=first");
            // When
            write(second.certificate(), second.key());
            // Then
            await().atMost(SECONDS).until(() -> shown(node.apiPort()).equals("CN=second"));
            await().atMost(SECONDS).until(() -> shown(node.uiPort()).equals("CN=second"));
            open.getOutputStream()
                    .write("GET /v1/check-api-key HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(open.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 401");
            try (HttpClient fresh = HttpClient.newBuilder().sslContext(trusting).build()) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("https://" + HOST + ":" + node.apiPort() + "/v1/check-api-key"))
                        .build();
                assertThat(fresh.send(request, BodyHandlers.ofString()).version())
                        .isEqualTo(Version.HTTP_2);
            }
        }
    }

    @Test
    void a_broken_replacement_changes_nothing_and_is_said_once() throws Exception {
        // Given
        Certificates.Pair second = certificates.issue("second", "ip:" + HOST);
        // When
        write(second.certificate(), first.key());
        // Then
        await().atMost(SECONDS).until(() -> said() == 1);
        assertThat(shown(node.apiPort())).isEqualTo("CN=first");
        await().during(Duration.ofSeconds(3)).atMost(SECONDS).until(() -> said() == 1);
        write(second.certificate(), second.key());
        await().atMost(SECONDS).until(() -> shown(node.apiPort()).equals("CN=second"));
    }

    private long said() {
        return logs.text()
                .lines()
                .filter(line -> line.contains("cannot be used"))
                .count();
    }
}
