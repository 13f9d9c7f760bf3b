package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that two readers may take for different ones (RFC 9112, section 11.2) or that are larger than anything we take: one refusal,
 * the end of the connection, and nothing of what follows is read as another request.
 */
class RequestFormIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    private static final String LENGTH = "Content-Length: " + Service.BODY.length() + "\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String CHUNKS =
            Integer.toHexString(Service.BODY.length()) + "\r\n" + Service.BODY + "\r\n0\r\n\r\n";

    private static RunningGateway gateway;
    private static Service service;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        service = gateway.tenant("assessments");
        gateway.integration(service, ACME, Plan.QUICK);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet("a length and chunks", LENGTH + CHUNKED, CHUNKS),
                argumentSet("chunks and a length", CHUNKED + LENGTH, CHUNKS),
                argumentSet("two lengths", LENGTH + "Content-Length: 3\r\n", Service.BODY),
                argumentSet(
                        "two lengths in one header",
                        "Content-Length: 3, " + Service.BODY.length() + "\r\n",
                        Service.BODY),
                argumentSet("a length with a sign", "Content-Length: +" + Service.BODY.length() + "\r\n", Service.BODY),
                argumentSet("a negative length", "Content-Length: -1\r\n", Service.BODY),
                argumentSet("a length that is no number", "Content-Length: 0x30\r\n", Service.BODY),
                argumentSet("a length beyond all numbers", "Content-Length: 99999999999999999999\r\n", Service.BODY),
                argumentSet("an unknown coding", "Transfer-Encoding: xchunked\r\n", CHUNKS),
                argumentSet("a coding after chunks", "Transfer-Encoding: chunked, identity\r\n", CHUNKS),
                argumentSet("chunks twice", CHUNKED + CHUNKED, CHUNKS),
                argumentSet("a space before the colon", "Transfer-Encoding : chunked\r\n", CHUNKS),
                argumentSet("a folded integration", "X-Integration-Id:\r\n other\r\n" + LENGTH, Service.BODY),
                argumentSet("a header without a name", ": chunked\r\n" + LENGTH, Service.BODY),
                argumentSet("a NUL in a header's name", "X\0-A: 1\r\n" + LENGTH, Service.BODY),
                argumentSet("a NUL in a header", "X-A: 1\0\r\n" + LENGTH, Service.BODY),
                argumentSet("a lone CR in a header", "X-A: 1\rX-Integration-Id: other\r\n" + LENGTH, Service.BODY),
                argumentSet("one long header", "X-A: " + "a".repeat(64 * 1024) + "\r\n" + LENGTH, Service.BODY),
                argumentSet("very many headers", "X-A: a\r\n".repeat(8 * 1024) + LENGTH, Service.BODY),
                argumentSet("two integrations", "X-Integration-Id: other\r\n" + LENGTH, Service.BODY),
                argumentSet("two hosts", "Host: elsewhere\r\n" + LENGTH, Service.BODY));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_doubtful_request_is_refused_and_ends_its_connection(String headers, String body) throws IOException {
        // When
        String answers = send(request(headers, body) + secondRequest());
        // Then
        assertRefusedOnce(answers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x3\r\nabc\r\n0\r\n\r\n", "-3\r\nabc\r\n0\r\n\r\n", "3\r\nabcdef\r\n0\r\n\r\n"})
    void a_body_in_broken_chunks_ends_its_connection_without_a_word(String chunks) throws IOException {
        // When
        String answers = send(request(CHUNKED, chunks) + secondRequest());
        // Then
        assertThat(answers).isEmpty();
        assertNothingStored();
        assertThat(gateway.logged()).doesNotContain("ERROR");
    }

    @Test
    void a_request_line_without_end_is_refused() throws IOException {
        assertRefusedOnce(send("GET /" + "a".repeat(64 * 1024) + " HTTP/1.1\r\nHost: here\r\n\r\n" + secondRequest()));
    }

    @Test
    void an_unknown_protocol_is_refused() throws IOException {
        assertThat(send("GET /v1/submissions XTTP/9.9\r\nHost: here\r\n\r\n" + secondRequest()))
                .startsWith("XTTP/9.9 501")
                .doesNotContain("HTTP/1.", "still open");
    }

    /** A proxy may fold a header: RFC 9112, section 5.2, has it read as one line. */
    @Test
    void a_folded_header_is_one_header() throws IOException {
        assertThat(send(request("Transfer-Encoding:\r\n chunked\r\nConnection: close\r\n", CHUNKS)))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void the_same_request_in_order_is_served() throws IOException {
        assertThat(send(request(LENGTH + "Connection: close\r\n", Service.BODY)))
                .startsWith("HTTP/1.1 200");
        assertThat(send(request(CHUNKED + "Connection: close\r\n", CHUNKS))).startsWith("HTTP/1.1 200");
    }

    private static void assertRefusedOnce(String answers) {
        assertThat(answers)
                .matches("(?s)HTTP/1[.][01] 400 .*")
                .containsOnlyOnce("HTTP/1.")
                .doesNotContain("still open");
        JsonObject body = new JsonObject(answers.substring(answers.indexOf("\r\n\r\n") + 4));
        assertThat(body.getString("status")).isEqualTo("error");
        assertThat(body.getJsonObject("error").fieldNames()).contains("code", "title", "message", "log_url");
        assertNothingStored();
    }

    /** What had been taken before the request that comes after would be stored by now. */
    private static void assertNothingStored() {
        assertThat(service.submit(ACME, "after").status()).isEqualTo(200);
        assertThat(gateway.sql("SELECT count(*) FROM submission WHERE target_id = 'doubtful'"))
                .isEqualTo("0");
    }

    private static String request(String headers, String body) {
        String target = headers.contains("Connection: close") ? "in-order" : "doubtful";
        return "POST /v1/ats/candidates/" + target
                + "/result-links HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + service.key().text().reveal() + "\r\nX-Integration-Id: " + ACME + "\r\n"
                + headers + "\r\n" + body;
    }

    /** What a smuggler would like to be read. */
    private static String secondRequest() {
        return request(LENGTH, Service.BODY);
    }

    /** All that comes back until the other end closes. */
    private static String send(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.apiPort())) {
            socket.setSoTimeout(5_000);
            StringBuilder answers = new StringBuilder();
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                byte[] some = new byte[8_192];
                for (int n = socket.getInputStream().read(some);
                        n >= 0;
                        n = socket.getInputStream().read(some)) {
                    answers.append(new String(some, 0, n, StandardCharsets.UTF_8));
                }
            } catch (SocketTimeoutException open) {
                answers.append("(the connection is still open)");
            } catch (SocketException reset) {
                // closed while we were still writing: what was answered before counts
            }
            return answers.toString();
        }
    }
}
