package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.db.testing.Jdbc;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Reply;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The upstream misbehaves in every way that the sandbox knows, all at once, and is well at the second call. */
@Timeout(300)
class UpstreamFaultsIT {

    private static final String INTEGRATION = "greenhouse:moody";
    private static final int LINKS = Length.of(8, 100);
    private static final Duration PATIENCE = Length.of(Duration.ofMinutes(2), Duration.ofMinutes(12));

    /** It was surely not taken: sent again without a mark. */
    private static final List<String> NOT_TAKEN = List.of(
            "503-REMOTE.SERVICE_UNAVAILABLE",
            "409-REMOTE.SERVICE_UNAVAILABLE",
            "429-REMOTE.RATE_LIMIT_EXCEEDED",
            "ratelimit-2",
            "retryafter-2",
            "concurrency",
            "html-503");

    /** It may have been taken: sent again with a mark. */
    private static final List<String> UNSURE = List.of(
            "hang", "reset-before", "taken-reset", "reset-after", "drip-5000", "500-null", "html-502", "empty-500");

    private static final List<String> REFUSED = List.of("404-ATS.INPUT_INVALID", "422", "400-PLATFORM.INPUT_INVALID");

    private static Stage stage;
    private static Ledgers ledgers;
    private static Serving serving;

    @BeforeAll
    static void set() throws TimeoutException {
        stage = Stage.set(UpstreamFaultsIT.class);
        ledgers = new Ledgers(stage.database().url(), stage.sandbox());
        stage.integration(INTEGRATION, "--unsure-wait", "1s", "--call-timeout", "2s");
        serving = stage.installation().serve();
    }

    @AfterAll
    static void strike() throws TimeoutException {
        serving.close();
        stage.close();
    }

    @Test
    void every_link_ends_as_its_fault_says_and_only_those_that_may_be_doubled_are_marked() throws Exception {
        // Given
        Caller caller = serving.caller(stage.installation().key());
        Map<String, String> promises = new HashMap<>();
        // When
        for (int no = 0; no < LINKS; no++) {
            for (String fault : NOT_TAKEN) {
                note(promises, caller, fault + "x1", no);
            }
            for (String fault : UNSURE) {
                note(promises, caller, fault + "x1", no);
            }
            for (String fault : REFUSED) {
                note(promises, caller, fault, no);
            }
        }
        await().atMost(PATIENCE).until(() -> ledgers.open() == 0);
        // Then
        ledgers.hold(promises);
        NOT_TAKEN.forEach(fault -> holds(fault, "delivered", false));
        UNSURE.forEach(fault -> holds(fault, "delivered", true));
        REFUSED.forEach(fault -> holds(fault, "rejected", false));
    }

    @Test
    void links_for_an_upstream_that_is_down_are_queued_and_delivered_when_it_is_back() throws Exception {
        // Given
        Caller caller = serving.caller(stage.installation().key());
        Sandbox away = sandbox(0);
        stage.installation().integration("greenhouse:away", away.baseUrl(), "--wait", "1s");
        away.close().await(10, TimeUnit.SECONDS);
        // When
        Reply reply = caller.post("greenhouse:away", "patient");
        Sandbox back = sandbox(away.port());
        await().atMost(PATIENCE)
                .until(() -> caller.submission(reply.submission())
                        .data()
                        .getString("state")
                        .equals("delivered"));
        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.data().getString("state")).isEqualTo("queued");
        assertThat(reply.warnings()).singleElement().asString().startsWith("Queued by Passback, not delivered yet");
        assertThat(back.calls())
                .singleElement()
                .matches(call -> call.target().id().equals("patient"));
        assertThat(caller.submission(reply.submission()).data().getBoolean("may_be_doubled"))
                .isFalse();
        back.close().await(10, TimeUnit.SECONDS);
    }

    private static Sandbox sandbox(int port) throws TimeoutException {
        return Sandbox.start(stage.vertx(), port).await(20, TimeUnit.SECONDS);
    }

    private static void note(Map<String, String> promises, Caller caller, String fault, int no) throws Exception {
        String candidate = "force-" + fault + "~" + no;
        // async: a caller that waits may be told of a refusal instead
        Reply accepted = caller.post(INTEGRATION, candidate, "Prefer", "respond-async");
        promises.put(accepted.submission(), candidate);
    }

    private static void holds(String fault, String state, boolean marked) {
        assertThat(Jdbc.text(
                        stage.database().url(),
                        "SELECT string_agg(DISTINCT state || ' ' || may_be_doubled, ', ') || ' ' || count(*) FROM submission "
                                + "WHERE target_id ~ '^force-" + fault.replace(".", "\\.") + "(x1)?~'"))
                .as(fault)
                .isEqualTo(state + " " + marked + " " + LINKS);
    }
}
