package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.sandbox.reaction.Rule;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program is asked to end while requests are in flight, and is started again on the same database. */
@Timeout(180)
class StopIT {

    private static final String INTEGRATION = "greenhouse:stopped";
    private static final int BUSY = 8;
    private static final int ENOUGH = 100;
    /** SIGTERM's number on top of 128, as shells tell it. */
    private static final int ENDED_BY_SIGTERM = 143;

    private Stage stage;
    private Ledgers ledgers;

    @BeforeEach
    void set() throws TimeoutException {
        stage = Stage.set(StopIT.class);
        stage.integration(INTEGRATION, "--unsure", "retry", "--unsure-wait", "1s", "--call-timeout", "5s");
        stage.sandbox().rules().replaceAll(List.of(new Rule("*", "*", "latency-150")));
        ledgers = new Ledgers(stage.database().url(), stage.sandbox());
    }

    @AfterEach
    void strike() throws TimeoutException {
        stage.close();
    }

    @Test
    void nothing_is_doubled_or_left_open_when_the_program_is_asked_to_end() {
        // Given
        Load load;
        int code;
        try (Serving serving = stage.installation().serve()) {
            load = underLoad(serving);
            // When
            code = serving.process().terminate();
            load.close();
        }
        // Then
        assertThat(code).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(ledgers.sending()).isEmpty();
        assertThat(ledgers.openAttempts()).isZero();
        awaitAllSettled();
        ledgers.holdAllDelivered(load.promises());
        assertThat(ledgers.doubled()).isEmpty();
        assertThat(ledgers.mayBeDoubled()).isEmpty();
    }

    private Load underLoad(Serving serving) {
        Load load = Load.on(new Caller(serving.api(), stage.installation().key()), INTEGRATION);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> load.promises().size() >= ENOUGH
                        && stage.sandbox().inFlight().now(INTEGRATION) >= BUSY);
        return load;
    }

    private void awaitAllSettled() {
        try (Serving serving = stage.installation().serve()) {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> ledgers.open() == 0);
            assertThat(serving.process().terminate()).isEqualTo(ENDED_BY_SIGTERM);
        }
    }
}
