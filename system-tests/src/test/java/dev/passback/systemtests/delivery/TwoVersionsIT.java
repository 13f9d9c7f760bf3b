package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.sandbox.reaction.Rule;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.PassbackProcess;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** While a new version is rolled out, the one before works on the new schema, beside it and alone; each takes over from the other. */
@Timeout(240)
@EnabledIfEnvironmentVariable(named = "PASSBACK_PREVIOUS_RELEASE", matches = ".+")
class TwoVersionsIT {

    private static final String INTEGRATION = "greenhouse:both";
    private static final int ENOUGH = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void both_work_on_the_new_schema_and_each_takes_over_from_the_other() throws TimeoutException {
        PassbackCommands commands = PassbackCommands.of(TwoVersionsIT.class);
        PassbackCommands before = commands.by(Path.of(System.getenv("PASSBACK_PREVIOUS_RELEASE")));
        try (Stage stage = Stage.set(commands)) {
            // Given
            stage.integration(INTEGRATION, "--call-timeout", "5s", "--unsure-wait", "1s");
            stage.sandbox().rules().replaceAll(List.of(new Rule("*", "*", "latency-50")));
            commands.with("PASSBACK_ROLES", "gateway");
            try (PassbackProcess older = before.start("serve", "--json");
                    PassbackProcess newer = commands.start("serve", "--json")) {
                AtomicReference<List<String>> apis = new AtomicReference<>(List.of(api(older), api(newer)));
                AtomicInteger next = new AtomicInteger();
                Load load = Load.on(
                        () -> new Caller(
                                apis.get()
                                        .get(next.getAndIncrement() % apis.get().size()),
                                stage.installation().key()),
                        INTEGRATION);
                awaitMore(load);
                // When
                apis.set(List.of(api(older)));
                newer.kill();
                awaitMore(load);
                try (Serving again = stage.installation().serve()) {
                    apis.set(List.of(again.api()));
                    older.kill();
                    awaitMore(load);
                    load.close();
                    // Then
                    Ledgers ledgers = new Ledgers(stage.database().url(), stage.sandbox());
                    await().atMost(PATIENCE).until(() -> ledgers.open() == 0);
                    assertThat(load.refusals()).isEmpty();
                    ledgers.holdAllDelivered(load.promises());
                }
            }
        }
    }

    private static String api(PassbackProcess node) {
        return node.ready().getString("api");
    }

    private static void awaitMore(Load load) {
        int before = load.promises().size();
        await().atMost(PATIENCE).until(() -> load.promises().size() >= before + ENOUGH);
    }
}
