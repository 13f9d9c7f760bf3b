package dev.passback.systemtests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.testing.Jdbc;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.DemoPorts;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.PassbackCommands.Ending;
import dev.passback.systemtests.program.PassbackProcess;
import dev.passback.systemtests.program.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./passback demo}: what it prints, what it keeps, and what it says where it cannot start. */
@Timeout(180)
class DemoIT {

    private static final PassbackCommands COMMANDS = PassbackCommands.of(DemoIT.class);
    private static final Pattern CURL = Pattern.compile("(?s)curl -sS .*?\\}'\n");
    private static final int ENDED_BY_SIGTERM = 143;

    /** One for all tests: the first start of PostgreSQL in it takes seconds. */
    @TempDir
    private static Path folder;

    private final DemoPorts ports = DemoPorts.free();

    @AfterEach
    void leaveNothingBehind() {
        processes().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void the_ready_object_is_what_scripts_rely_on_and_a_second_demo_on_its_data_is_refused_by_name()
            throws IOException {
        try (PassbackProcess demo = demo(ports, "--json")) {
            // When
            JsonObject ready = demo.ready();
            Ending second = COMMANDS.run(DemoPorts.free().words(folder, "--json"));
            // Then
            holdsTheContract(ready, demo.pid());
            assertThat(Jdbc.text(ready.getString("databaseUrl"), "SELECT count(*) > 0 FROM submission"))
                    .isEqualTo("t");
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.out()).isEmpty();
            assertThat(second.err())
                    .contains("is in use by process " + demo.pid() + ": stop that one first")
                    .doesNotContain("\tat ");
            assertThat(new Caller(ready.getString("api"), ready.getString("key"))
                            .get(ready.getString("ops") + "/readyz")
                            .status())
                    .isEqualTo(200);
            assertThat(demo.terminate()).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(processes()).isEmpty();
        }
    }

    @Test
    void what_it_holds_survives_a_stop_and_a_kill_and_its_curl_line_works_as_pasted() throws Exception {
        // Given
        JsonObject first;
        Reply sent;
        try (PassbackProcess demo = demo(ports, "--json")) {
            first = demo.ready();
            sent = caller(first).post(first.getString("integration"), "survivor");
            demo.terminate();
        }
        // When
        String answer;
        try (PassbackProcess demo = demo(ports)) {
            demo.awaitOutput("Stop it with Ctrl-C.");
            answer = pasted(demo.out());
            demo.kill();
        }
        // Then
        String pasted = new JsonObject(answer).getJsonObject("data").getString("submission_id");
        assertThat(new JsonObject(answer).getJsonObject("data").getString("state"))
                .isEqualTo("delivered");
        try (PassbackProcess demo = demo(ports, "--json")) {
            JsonObject again = demo.ready();
            assertThat(again.getString("key")).isEqualTo(first.getString("key"));
            assertThat(again.getJsonObject("staff")).isEqualTo(first.getJsonObject("staff"));
            for (String id : List.of(sent.submission(), pasted)) {
                assertThat(caller(again).submission(id).data().getString("state"))
                        .isEqualTo("delivered");
            }
            demo.terminate();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DemoPorts.API, DemoPorts.SANDBOX, DemoPorts.DATABASE})
    void a_port_that_is_taken_is_named_and_nothing_is_left_running(int standard) throws IOException {
        // Given
        try (ServerSocket taken = ports.occupy(standard)) {
            // When
            Ending ending = COMMANDS.run(ports.words(folder, "--json"));
            // Then
            assertThat(ending.code()).isEqualTo(1);
            assertThat(ending.out()).isEmpty();
            assertThat(ending.err())
                    .containsPattern("passback: .*port " + taken.getLocalPort())
                    .doesNotContain("\tat ");
            assertThat(processes()).isEmpty();
        }
    }

    private void holdsTheContract(JsonObject ready, long pid) {
        assertThat(ready.fieldNames())
                .containsExactly("api", "ui", "ops", "sandbox", "databaseUrl", "key", "integration", "staff", "pid");
        assertThat(ready.getString("api")).isEqualTo(ports.http(DemoPorts.API) + "/v1");
        assertThat(ready.getString("ui")).isEqualTo(ports.http(DemoPorts.UI));
        assertThat(ready.getString("ops")).isEqualTo(ports.http(DemoPorts.OPS));
        assertThat(ready.getString("sandbox")).startsWith(ports.http(DemoPorts.SANDBOX));
        assertThat(ready.getString("databaseUrl")).startsWith("postgresql://");
        assertThat(ready.getString("key")).startsWith("pbk_");
        assertThat(ready.getString("integration")).startsWith("greenhouse:");
        assertThat(ready.getJsonObject("staff").fieldNames()).containsExactly("name", "password");
        assertThat(ready.getLong("pid")).isEqualTo(pid);
    }

    private static PassbackProcess demo(DemoPorts ports, String... more) {
        return COMMANDS.start(ports.words(folder, more));
    }

    private static Caller caller(JsonObject ready) {
        return new Caller(ready.getString("api"), ready.getString("key"));
    }

    private static String pasted(String text) throws IOException {
        Matcher line = CURL.matcher(text);
        assertThat(line.find()).as(text).isTrue();
        Process shell = new ProcessBuilder("bash", "-c", line.group()).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Everything that runs on the data of these demos. */
    private static List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }
}
