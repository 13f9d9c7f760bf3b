package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.db.testing.Jdbc;
import dev.passback.gateway.sandbox.reaction.Rule;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Cluster;
import dev.passback.systemtests.program.Reply;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several nodes on one database: they join, leave, die and freeze, and together they are one gateway. */
@Timeout(600)
class ClusterIT {

    private static final int NODES = 3;
    private static final int ENOUGH = 40;
    private static final Duration PATIENCE = Length.of(Duration.ofSeconds(90), Duration.ofMinutes(10));
    /** A call's time-out and 15 seconds: what a frozen node holds is taken over after that. */
    private static final Duration LEASE = Duration.ofSeconds(17);

    private static Stage stage;
    private static Ledgers ledgers;
    private static Cluster cluster;

    @BeforeAll
    static void set() throws TimeoutException {
        stage = Stage.set(ClusterIT.class);
        ledgers = new Ledgers(stage.database().url(), stage.sandbox());
        cluster = stage.installation().cluster(NODES);
    }

    @AfterAll
    static void strike() throws TimeoutException {
        cluster.close();
        stage.close();
    }

    @Test
    void nothing_is_lost_and_what_is_doubled_is_marked_while_nodes_are_killed_and_one_freezes_longer_than_its_leases() {
        // Given
        integration("greenhouse:chaos", "latency-150", "--unsure-wait", "1s", "--call-timeout", "2s");
        Load load = Load.on(cluster::caller, "greenhouse:chaos");
        // When
        Serving frozen = freeze(load);
        cluster.forget(frozen);
        long frozenAt = System.nanoTime();
        int kills = Length.of(10, 40);
        for (int kill = 0; kill < kills; kill++) {
            cluster.join();
            cluster.kill(busy(load));
        }
        await().atMost(PATIENCE)
                .until(() ->
                        System.nanoTime() - frozenAt > LEASE.plusSeconds(10).toNanos());
        frozen.process().thaw();
        await().atMost(PATIENCE).until(() -> ledgers.late() > 0);
        load.close();
        await().atMost(PATIENCE).until(() -> ledgers.open() == 0);
        frozen.close();
        // Then
        ledgers.holdAllDelivered(load.promises());
        assertThat(load.refusals()).isEmpty();
        assertThat(ledgers.doubled()).isNotEmpty();
        assertThat(load.promises()).hasSizeGreaterThan(kills * ENOUGH);
    }

    @Test
    void an_upstream_never_sees_more_than_the_cap_while_nodes_join_die_and_leave() throws Exception {
        // Given
        int cap = 5;
        integration(
                "greenhouse:capped",
                "latency-40",
                "--cap",
                Integer.toString(cap),
                "--call-timeout",
                "2s",
                "--unsure-wait",
                "1s");
        PacedLoad load = PacedLoad.of(200, Length.of(Duration.ofSeconds(10), Duration.ofMinutes(2)));
        Thread changes = Thread.ofVirtual().start(ClusterIT::joinDieAndLeave);
        // When
        List<PacedLoad.Posted> posted = load.run(no -> postSurely("greenhouse:capped", "capped-" + no));
        changes.join();
        await().atMost(PATIENCE).until(() -> ledgers.open() == 0);
        // Then
        assertThat(stage.sandbox().inFlight().highest("greenhouse:capped")).isEqualTo(cap);
        assertThat(posted).allMatch(one -> one.reply().isPromise());
        assertThat(delivered("greenhouse:capped")).isGreaterThanOrEqualTo(posted.size());
    }

    @Test
    void
            one_idempotency_key_sent_fifty_times_at_once_to_three_nodes_is_one_submission_one_call_and_fifty_equal_answers()
                    throws Exception {
        // Given
        integration("greenhouse:once", "latency-400");
        // When
        List<PacedLoad.Posted> posted = PacedLoad.of(5_000, Duration.ofMillis(10))
                .run(no -> cluster.caller().post("greenhouse:once", "once", "Idempotency-Key", "\"one-and-only\""));
        // Then
        assertThat(posted).hasSize(50);
        assertThat(posted.stream().map(one -> one.reply().body()))
                .containsOnly(posted.getFirst().reply().body());
        assertThat(posted).allSatisfy(one -> {
            assertThat(one.reply().status()).isEqualTo(200);
            assertThat(one.reply().data().getString("state")).isEqualTo("delivered");
        });
        assertThat(posted.stream()
                        .filter(one -> one.reply()
                                .headers()
                                .firstValue("Idempotency-Replayed")
                                .isEmpty()))
                .hasSize(1);
        assertThat(stage.sandbox().calls().stream()
                        .filter(call -> call.integration().equals("greenhouse:once")))
                .hasSize(1);
        assertThat(delivered("greenhouse:once")).isEqualTo(1);
    }

    @Test
    void a_caller_is_told_soon_though_another_node_delivered_what_it_sent() throws Exception {
        // Given
        integration("greenhouse:elsewhere", "latency-1", "--cap", "1", "--wait", "25s");
        Caller first = caller(cluster.nodes().getFirst());
        await().until(() -> first.post("greenhouse:elsewhere", "warm")
                .data()
                .getString("state")
                .equals("delivered"));
        // When: the only slot is the first node's, so what the last one accepts is sent by the first
        List<PacedLoad.Posted> posted = PacedLoad.of(1, Duration.ofSeconds(1))
                .run(no -> caller(cluster.nodes().getLast()).post("greenhouse:elsewhere", "guest"));
        // Then
        assertThat(posted).singleElement().satisfies(one -> {
            assertThat(one.reply().data().getString("state")).isEqualTo("delivered");
            assertThat(one.took()).isLessThan(Duration.ofSeconds(12));
        });
    }

    private static Caller caller(Serving node) {
        return node.caller(stage.installation().key());
    }

    private static void integration(String id, String force, String... options) {
        stage.integration(id, options);
        stage.sandbox().rules().replaceAll(List.of(new Rule("*", "*", force)));
    }

    /** The next node in turn, as soon as it is known to have calls under way. */
    private static Serving busy(Load load) {
        int before = load.promises().size();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> load.promises().size() >= before + ENOUGH);
        return cluster.nodes().getFirst();
    }

    /** A node in the midst of calls: one that has none under way would learn nothing too late. */
    private static Serving freeze(Load load) {
        Serving node = busy(load);
        await().atMost(PATIENCE).until(() -> {
            node.process().freeze();
            if (holdsCalls(node)) {
                return true;
            }
            node.process().thaw();
            return false;
        });
        return node;
    }

    /** What it had sent to the database before it froze is written within a few looks; what is open then stays open. */
    private static boolean holdsCalls(Serving frozen) {
        return IntStream.range(0, 10)
                .allMatch(look -> ledgers.openAttempts(frozen.process().pid()) > 0);
    }

    private static void joinDieAndLeave() {
        Serving joined = cluster.join();
        cluster.kill(cluster.nodes().getFirst());
        cluster.forget(joined);
        joined.process().terminate();
        cluster.join();
    }

    /**
     * A node may be killed with the request under way: then another link is posted in its stead. Not the same one: it may have been
     * accepted, and what a caller posts twice arrives twice, unmarked.
     */
    private static Reply postSurely(String integration, String candidate) throws IOException {
        for (int attempt = 0; attempt < 5; attempt++) {
            try {
                return postAside(integration, candidate + "-" + attempt);
            } catch (IOException dead) {
                // the next node
            }
        }
        return postAside(integration, candidate);
    }

    private static Reply postAside(String integration, String candidate) throws IOException {
        return cluster.caller().post(integration, candidate, "Prefer", "respond-async");
    }

    private static long delivered(String integration) {
        return Long.parseLong(String.valueOf(Jdbc.text(
                stage.database().url(),
                "SELECT count(*) FROM submission WHERE state = 'delivered' AND integration_id = '" + integration
                        + "'")));
    }
}
