package dev.passback.systemtests.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.db.DatabaseAddress;
import dev.passback.db.testing.Jdbc;
import dev.passback.db.testing.TestDatabase;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.systemtests.operating.TraceCollector;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Reply;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.StaffSession;
import dev.passback.systemtests.program.Stage;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Known secrets, looked for in all that the program leaves behind while it works, fails and is asked: logs at their loudest, pages,
 * answers, metrics, and every row of the database.
 */
class SecretsIT {

    private static final int SIGTERM = 143;
    private static final String PASSWORD = "correct horse " + UUID.randomUUID();
    private static final List<String> FATES = List.of(
            "well",
            "force-warnings-2",
            "force-400-REMOTE.INPUT_INVALID",
            "force-html-502x1",
            // the last: it blocks the integration
            "force-401-PLATFORM.AUTHENTICATION_INVALID");

    private Stage stage;
    private TraceCollector collector;
    private Path folder;
    private final Map<String, String> left = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @BeforeEach
    void set() throws IOException, TimeoutException {
        collector = TraceCollector.start();
        Vertx vertx = Vertx.vertx();
        Sandbox sandbox = Sandbox.start(vertx, 0).await(20, TimeUnit.SECONDS);
        TestDatabase database = TestDatabase.create();
        PassbackCommands commands = PassbackCommands.of(SecretsIT.class)
                .with("PASSBACK_LOG_LEVEL", "DEBUG")
                .with("PASSBACK_TRACES_URL", collector.url());
        folder = commands.file("").toAbsolutePath();
        stage = new Stage(vertx, sandbox, database, Installation.create(commands, database.url()));
    }

    @AfterEach
    void strike() throws TimeoutException {
        stage.close();
        collector.close();
    }

    @Test
    void no_secret_is_in_a_log_a_page_an_answer_a_metric_a_trace_or_the_database() throws IOException {
        // Given
        stage.integration("greenhouse:one", "--unsure-wait", "1s", "--wait", "2s");
        stage.integration("greenhouse:two", "--wait", "1s");
        stage.installation().staff("ada", "admin", PASSWORD);
        know();
        // When
        try (Serving serving = stage.installation().serve()) {
            work(serving);
            ask(serving);
            // ended in peace, so that all is written that it writes
            assertThat(serving.process().terminate()).isEqualTo(SIGTERM);
        }
        read();
        // Then
        assertThat(left).hasSizeGreaterThan(60);
        secrets.forEach((name, secret) -> assertThat(left.entrySet())
                .as("%s, word for word or in another dress", name)
                .filteredOn(place -> dresses(secret).anyMatch(place.getValue()::contains))
                .extracting(Map.Entry::getKey)
                .isEmpty());
    }

    private void know() throws IOException {
        secrets.put("the tenant's key", stage.installation().key().split("_", 3)[2]);
        secrets.put(
                "the credential",
                Files.readString(folder.resolve("kombo-key.txt")).strip());
        secrets.put("the password", PASSWORD);
        JsonArray keys = new JsonObject(Files.readString(folder.resolve("opening.json"))).getJsonArray("key");
        secrets.put(
                "the opening key",
                keys.getJsonObject(0).getJsonObject("keyData").getString("value"));
        String database =
                DatabaseAddress.parse(stage.database().url()).password().reveal();
        if (database.length() > 10) {
            secrets.put("the database's password", database);
        }
    }

    /** Links of all fates, right and wrong requests. */
    private void work(Serving serving) throws IOException {
        Caller caller = serving.caller(stage.installation().key());
        for (String fate : FATES) {
            note("posting " + fate, caller.post("greenhouse:one", fate + "~1"));
            note("posting async " + fate, caller.post("greenhouse:two", fate + "~2", "Prefer", "respond-async"));
        }
        note("to nowhere", caller.post("greenhouse:nowhere", "c"));
        note("a wrong key", serving.caller(stage.installation().key() + "x").post("greenhouse:one", "c"));
        note("a key in the path", caller.get(serving.api() + "/submissions/" + "nonsense"));
        note("a key where none belongs", caller.get(serving.api().replace("/v1", "/manage/v1/tenants")));
        note("the list", caller.get(serving.api() + "/submissions"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sql("SELECT count(*) FROM attempt WHERE outcome = 'unsure'")
                        .matches("[1-9]\\d*"));
    }

    private void ask(Serving serving) throws IOException {
        Caller caller = serving.caller(stage.installation().key());
        for (String path : List.of("/metrics", "/livez", "/readyz")) {
            note(path, caller.get(serving.ops() + path));
        }
        try (StaffSession ada = StaffSession.begin(serving.ui(), "ada", PASSWORD)) {
            secrets.put("the session's token", ada.token());
            left.putAll(ada.crawl("/submissions?q="));
        }
    }

    private void note(String name, Reply reply) {
        left.put(name, reply.headers().map() + "\n" + reply.body());
    }

    /** What is left on disk and in the database when the program is gone. */
    private void read() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(SecretsIT::isOutput).toList()) {
                left.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(collector.spans()).isNotEmpty();
        left.put("traces", collector.text());
        String tables =
                sql("SELECT string_agg(quote_ident(tablename), ' ') FROM pg_tables WHERE schemaname = 'public'");
        for (String table : tables.split(" ", -1)) {
            left.put("table " + table, sql("SELECT string_agg(t::text, E'\\n') FROM " + table + " t"));
        }
    }

    /** Whatever the programs wrote, but for the one answer that is there to show a key. */
    private static boolean isOutput(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".err") || (name.endsWith(".out") && !name.contains("key-create"));
    }

    private static Stream<String> dresses(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                secret,
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes));
    }

    private String sql(String query) {
        return String.valueOf(Jdbc.text(stage.database().url(), query));
    }
}
