package dev.passback.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.sandbox.ledger.Call;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenConnectionTest {

    private SandboxFixture fixture;
    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() throws TimeoutException {
        fixture = SandboxFixture.start();
        sandbox = fixture.sandbox();
        caller = fixture.caller();
    }

    @AfterEach
    void stop() throws TimeoutException {
        fixture.close();
    }

    @Test
    void a_hanging_call_is_noted_and_never_answered() throws IOException {
        try (Socket socket = caller.raw("force-hang")) {
            await().until(() -> sandbox.inFlight().now(Caller.INTEGRATION) == 1);
            expectNoted("hang", false);
            assertThat(socket.getInputStream().available()).isZero();
        }
        await().until(() -> sandbox.inFlight().now(Caller.INTEGRATION) == 0);
    }

    @ParameterizedTest
    @CsvSource({"force-reset-before, false", "force-taken-reset, true"})
    void a_reset_comes_without_a_word(String target, boolean taken) throws IOException {
        try (Socket socket = caller.raw(target)) {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        expectNoted("reset", taken);
        await().until(() -> sandbox.inFlight().now(Caller.INTEGRATION) == 0);
    }

    @Test
    void a_break_off_leaves_half_a_body() throws IOException {
        try (Socket socket = caller.raw("force-reset-after")) {
            String received = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String body = received.substring(received.indexOf("\r\n\r\n") + 4);
            assertThat(received).startsWith("HTTP/1.1 200 OK\r\n").contains("content-length: ");
            assertThat(body).startsWith("{\"status\":\"success\"").doesNotEndWith("]}");
        }
        expectNoted("reset", true);
        await().until(() -> sandbox.inFlight().now(Caller.INTEGRATION) == 0);
    }

    @Test
    void a_client_sees_a_break_off_as_a_failure() {
        assertThatThrownBy(() -> caller.add("force-reset-after")).isInstanceOf(IOException.class);
    }

    private void expectNoted(String answered, boolean taken) {
        assertThat(sandbox.calls()).extracting(Call::answered).containsExactly(answered);
        assertThat(sandbox.calls()).extracting(Call::taken).containsExactly(taken);
    }
}
