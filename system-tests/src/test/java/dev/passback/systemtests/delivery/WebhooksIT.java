package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.passback.systemtests.delivery.WebhookReceiver.Received;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Webhooks from outside: set up by commands, received by a service that verifies with the public library. */
@Timeout(180)
class WebhooksIT {

    private static final String INTEGRATION = "greenhouse:told";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static PassbackCommands commands;
    private static Stage stage;
    private static Serving serving;
    private WebhookReceiver receiver;

    @BeforeAll
    static void set() throws TimeoutException {
        commands = PassbackCommands.of(WebhooksIT.class);
        stage = Stage.set(commands);
        stage.integration(INTEGRATION);
        serving = stage.installation().serve();
    }

    @AfterAll
    static void strike() throws TimeoutException {
        serving.close();
        stage.close();
    }

    @BeforeEach
    void listen() throws IOException {
        receiver = WebhookReceiver.start();
    }

    @AfterEach
    void hang_up() {
        listed().forEach(webhook -> commands.answer("webhook", "remove", webhook.getString("id")));
        receiver.close();
    }

    @Test
    void each_event_is_told_once_signed_and_to_whom_it_concerns() throws IOException {
        // Given
        JsonObject mine = create("--tenant", Installation.TENANT);
        stage.installation()
                .tenant("others", "greenhouse:others", stage.sandbox().baseUrl());
        try (WebhookReceiver operators = WebhookReceiver.start();
                WebhookReceiver others = WebhookReceiver.start()) {
            String operatorSecret = commands.answer("webhook", "create", "--operator", "--url", operators.url())
                    .getString("secret");
            commands.answer("webhook", "create", "--tenant", "others", "--url", others.url());
            Caller caller = serving.caller(stage.installation().key());
            // When
            String delivered = caller.post(INTEGRATION, "well").submission();
            caller.post(INTEGRATION, "force-422-REMOTE.INPUT_INVALID");
            caller.post(INTEGRATION, "force-401-PLATFORM.AUTHENTICATION_INVALIDx1");
            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.received())
                            .extracting(Received::type)
                            .containsExactlyInAnyOrder(
                                    "submission.delivered",
                                    "submission.rejected",
                                    "integration.blocked",
                                    "problem.opened",
                                    "problem.opened"));
            assertThat(receiver.received())
                    .allSatisfy(message -> assertThat(message.isSignedWith(mine.getString("secret")))
                            .isTrue())
                    .noneMatch(message -> message.isSignedWith(operatorSecret));
            // what erasing a candidate would have to reach
            assertThat(receiver.received())
                    .extracting(Received::body)
                    .noneMatch(body -> body.contains("force-") || body.contains("https://"));
            assertThat(receiver.received("submission.delivered").getFirst().data())
                    .isEqualTo(new JsonObject()
                            .put("submission_id", delivered)
                            .put("tenant", Installation.TENANT)
                            .put("integration_id", INTEGRATION)
                            .put("state", "delivered")
                            .put("attempts", 1)
                            .put("outcome", "accepted")
                            .put("status", 200)
                            .putNull("code"));
            assertThat(operators.received()).hasSameSizeAs(receiver.received());
            assertThat(operators.received()).allMatch(message -> message.isSignedWith(operatorSecret));
            assertThat(others.received()).isEmpty();
            // When
            commands.answer("integration", "release", INTEGRATION, "--tenant", Installation.TENANT);
            // Then
            until(() -> receiver.received("integration.released").size() == 1
                    && receiver.received("submission.delivered").size() == 2);
        }
    }

    @Test
    void what_is_not_taken_comes_again_to_the_letter_and_a_receiver_that_is_gone_is_left_alone() throws IOException {
        // Given
        JsonObject made = create("--tenant", Installation.TENANT, "--event", "submission.delivered");
        String id = made.getString("id");
        receiver.answerWith(503);
        // When
        serving.caller(stage.installation().key()).post(INTEGRATION, "well");
        until(() -> receiver.received().size() == 1);
        receiver.answerWith(204);
        // Then
        until(() -> history(id).getFirst().getString("state").equals("delivered"));
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received())
                .extracting(Received::body)
                .containsOnly(receiver.received().getFirst().body());
        assertThat(receiver.received())
                .extracting(Received::id)
                .containsOnly(history(id).getFirst().getString("id"));
        assertThat(history(id).getFirst().getJsonArray("attempts").stream()
                        .map(JsonObject.class::cast)
                        .map(one -> one.getInteger("status")))
                .containsExactly(503, 204);
        // When
        receiver.answerWith(410);
        commands.answer("webhook", "test", id);
        // Then
        until(() -> listed(id).getString("state").equals("disabled"));
        assertThat(listed(id).getString("reason")).contains("410");
        assertThat(commands.run("webhook", "test", id, "--json").code()).isEqualTo(1);
    }

    @Test
    void while_a_secret_is_rotated_both_verify_and_later_only_the_new_one() {
        // Given
        JsonObject made = create("--operator");
        String id = made.getString("id");
        // When
        String second = commands.answer("webhook", "rotate", id).getString("secret");
        commands.answer("webhook", "test", id);
        until(() -> receiver.received().size() == 1);
        // Then
        assertThat(receiver.received().getLast().isSignedWith(made.getString("secret")))
                .isTrue();
        assertThat(receiver.received().getLast().isSignedWith(second)).isTrue();
        // When
        String third =
                commands.answer("webhook", "rotate", id, "--overlap", "0s").getString("secret");
        stage.installation().secrets("rotate", "--settle", "10ms");
        commands.answer("webhook", "test", id);
        until(() -> receiver.received().size() == 2);
        // Then
        assertThat(receiver.received().getLast().isSignedWith(second)).isFalse();
        assertThat(receiver.received().getLast().isSignedWith(third)).isTrue();
        assertThat(receiver.received().getLast().type()).isEqualTo("webhook.test");
    }

    @Test
    void nothing_is_sent_to_an_address_that_upstreams_may_not_have_either() {
        // Given
        String id = commands.answer("webhook", "create", "--operator", "--url", "https://10.9.8.7/hooks")
                .getString("id");
        // When
        commands.answer("webhook", "test", id);
        // Then
        until(() -> !history(id).getFirst().getJsonArray("attempts").isEmpty());
        assertThat(history(id)
                        .getFirst()
                        .getJsonArray("attempts")
                        .getJsonObject(0)
                        .getString("error"))
                .contains("the receiver's host 10.9.8.7 has a private address");
    }

    @Test
    void an_answer_that_does_not_end_is_cut_and_its_status_counts() throws IOException {
        // Given
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            endless.setSoTimeout((int) PATIENCE.toMillis());
            String url = "http://127.0.0.1:" + endless.getLocalPort() + "/hooks";
            String id = commands.answer("webhook", "create", "--operator", "--url", url)
                    .getString("id");
            // When
            commands.answer("webhook", "test", id);
            // Then
            try (Socket caller = endless.accept()) {
                assertThatThrownBy(() -> answerOnAndOn(caller.getOutputStream()))
                        .as("the connection is closed")
                        .isInstanceOf(IOException.class);
            }
            until(() -> history(id).getFirst().getString("state").equals("delivered"));
        }
    }

    private static void answerOnAndOn(OutputStream answer) throws IOException {
        answer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 20_000; i++) {
            answer.write(chunk);
        }
    }

    private JsonObject create(String... options) {
        List<String> words = new ArrayList<>(List.of("webhook", "create", "--url", receiver.url()));
        words.addAll(List.of(options));
        return commands.answer(words.toArray(String[]::new));
    }

    private static List<JsonObject> history(String id) {
        return commands.answer("webhook", "history", id).getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<JsonObject> listed() {
        return commands.answer("webhook", "list").getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static JsonObject listed(String id) {
        return listed().stream()
                .filter(one -> one.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void until(Callable<Boolean> holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(holds);
    }
}
