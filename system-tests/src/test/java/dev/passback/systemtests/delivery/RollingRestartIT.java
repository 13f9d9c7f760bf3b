package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.sandbox.reaction.Rule;
import dev.passback.systemtests.delivery.HaProxy.Member;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Companion;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.PassbackProcess;
import dev.passback.systemtests.program.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three nodes behind a real HAProxy are restarted one after the other while callers send without pause. */
@Timeout(240)
class RollingRestartIT {

    private static final String INTEGRATION = "greenhouse:rolled";
    private static final int ENDED_BY_SIGTERM = 143;
    private static final int BETWEEN = 150;

    @Test
    void no_caller_notices_that_nodes_are_restarted() throws TimeoutException {
        PassbackCommands commands = PassbackCommands.of(RollingRestartIT.class);
        List<PassbackProcess> nodes = new ArrayList<>();
        try (Stage stage = Stage.set(commands)) {
            // Given
            stage.integration(INTEGRATION);
            stage.sandbox().rules().replaceAll(List.of(new Rule("*", "*", "latency-50")));
            commands.with("PASSBACK_STOP_NOTICE", "2s").with("PASSBACK_ROLES", "gateway");
            List<Member> members = members();
            members.forEach(member -> nodes.add(start(commands, member)));
            nodes.forEach(PassbackProcess::ready);
            Load load;
            try (HaProxy proxy = HaProxy.before(members, commands.file("."))) {
                load = Load.on(new Caller(proxy.api(), stage.installation().key()), INTEGRATION);
                // When
                for (int i = 0; i < members.size(); i++) {
                    more(load);
                    assertThat(nodes.get(i).terminate()).isEqualTo(ENDED_BY_SIGTERM);
                    proxy.awaitUp(members.size() - 1);
                    more(load);
                    nodes.set(i, start(commands, members.get(i)));
                    nodes.get(i).ready();
                    proxy.awaitUp(members.size());
                }
                more(load);
                load.close();
            }
            // Then
            assertThat(load.refusals()).isEmpty();
            assertThat(load.broken()).isZero();
            Ledgers ledgers = new Ledgers(stage.database().url(), stage.sandbox());
            await().atMost(Duration.ofSeconds(60)).until(() -> ledgers.open() == 0);
            ledgers.holdAllDelivered(load.promises());
            assertThat(ledgers.doubled()).isEmpty();
            assertThat(ledgers.mayBeDoubled()).isEmpty();
        } finally {
            nodes.forEach(PassbackProcess::close);
        }
    }

    private static List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            members.add(new Member(Companion.freePort(), Companion.freePort()));
        }
        return members;
    }

    private static PassbackProcess start(PassbackCommands commands, Member member) {
        return commands.with("PASSBACK_API_PORT", "" + member.api())
                .with("PASSBACK_OPS_PORT", "" + member.ops())
                .start("serve", "--json");
    }

    private static void more(Load load) {
        int before = load.promises().size();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> load.promises().size() >= before + BETWEEN
                        || !load.refusals().isEmpty());
    }
}
