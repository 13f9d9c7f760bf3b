package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.db.embedded.EmbeddedPostgres;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.gateway.sandbox.reaction.Rule;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Reply;
import dev.passback.systemtests.program.Serving;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the program needs goes away and comes back: PostgreSQL, the upstream. */
@Timeout(180)
class OutageIT {

    private static final String INTEGRATION = "greenhouse:steady";
    private static final String ELSEWHERE = "greenhouse:elsewhere";
    private static final int ENOUGH = 100;

    @TempDir
    private static Path folder;

    private static Vertx vertx;
    private static Sandbox sandbox;
    private static EmbeddedPostgres postgres;
    private static Installation installation;
    private static Serving serving;
    private static Caller caller;

    @BeforeAll
    static void set() throws TimeoutException {
        vertx = Vertx.vertx();
        sandbox = started(0);
        sandbox.rules().replaceAll(List.of(new Rule(INTEGRATION, "*", "latency-50")));
        postgres = EmbeddedPostgres.start(folder, Path.of("target"), 0);
        installation = Installation.create(PassbackCommands.of(OutageIT.class), postgres.url());
        installation.integration(INTEGRATION, sandbox.baseUrl(), "--call-timeout", "5s", "--unsure-wait", "1s");
        serving = installation.serve();
        caller = new Caller(serving.api(), installation.key());
    }

    @AfterAll
    static void strike() throws TimeoutException {
        serving.close();
        postgres.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void postgresql_killed_under_load_costs_503s_and_no_promise_and_service_comes_back_by_itself() throws Exception {
        // Given
        Ledgers ledgers = new Ledgers(postgres.url(), sandbox);
        Load load = Load.on(caller, INTEGRATION);
        await().until(() -> load.promises().size() >= ENOUGH);
        // When
        kill(postgres.postmasterPid());
        await().atMost(Duration.ofSeconds(30)).until(() -> load.refusals().size() >= ENOUGH);
        int readyMeanwhile = caller.get(serving.ops() + "/readyz").status();
        int aliveMeanwhile = caller.get(serving.ops() + "/livez").status();
        int promisedBefore = load.promises().size();
        postgres.restart();
        await().atMost(Duration.ofSeconds(60)).until(() -> load.promises().size() >= promisedBefore + ENOUGH);
        load.close();
        // Then
        assertThat(readyMeanwhile).isEqualTo(503);
        assertThat(aliveMeanwhile).isEqualTo(200);
        assertThat(load.refusals()).allSatisfy(OutageIT::isUnavailable);
        assertThat(load.broken()).isZero();
        assertThat(caller.get(serving.ops() + "/readyz").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> ledgers.open() == 0);
        ledgers.holdAll(load.promises());
        ledgers.holdAnAttemptBeforeEveryCall();
        assertThat(ledgers.doubled()).isSubsetOf(ledgers.mayBeDoubled());
    }

    @Test
    void links_for_an_upstream_that_is_down_are_queued_and_delivered_when_it_is_back() throws Exception {
        // Given
        Sandbox away = started(0);
        installation.integration(ELSEWHERE, away.baseUrl(), "--wait", "1s");
        away.close().await(10, TimeUnit.SECONDS);
        // When
        Reply reply = caller.post(ELSEWHERE, "patient");
        Sandbox back = started(away.port());
        await().atMost(Duration.ofSeconds(60)).until(() -> state(reply).equals("delivered"));
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

    private static String state(Reply reply) throws IOException {
        return caller.submission(reply.submission()).data().getString("state");
    }

    private static void isUnavailable(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        assertThat(reply.error().fieldNames()).containsExactlyInAnyOrder("code", "title", "message", "log_url");
        assertThat(reply.error().getString("message"))
                .isEqualTo("Nothing was stored. Please send it again in a moment.");
    }

    private static Sandbox started(int port) throws TimeoutException {
        return Sandbox.start(vertx, port).await(20, TimeUnit.SECONDS);
    }

    private static void kill(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }
}
