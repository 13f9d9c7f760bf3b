package dev.passback.systemtests.operating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.db.testing.Jdbc;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PackagedPostgres;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Reply;
import dev.passback.systemtests.program.Serving;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a dump by PostgreSQL's own program holds: all that is needed to go on from an empty database, as the documents say, and nothing of a
 * candidate who was erased.
 */
class BackupIT {

    private static final String INTEGRATION = "greenhouse:kept";
    private static final String ADA = "ada.lovelace-7";
    private static final String REFUSED = "force-422-REMOTE.INPUT_INVALID";

    @TempDir
    private Path folder = Path.of("");

    private Vertx vertx;
    private Sandbox sandbox;
    private PackagedPostgres postgres;
    private PassbackCommands commands;
    private Installation installation;

    @BeforeEach
    void set() throws TimeoutException {
        vertx = Vertx.vertx();
        sandbox = Sandbox.start(vertx, 0).await(20, TimeUnit.SECONDS);
        postgres = PackagedPostgres.create(folder);
        commands = PassbackCommands.of(BackupIT.class);
        installation = Installation.create(commands, postgres.url());
        installation.integration(INTEGRATION, sandbox.baseUrl());
    }

    @AfterEach
    void strike() throws TimeoutException {
        postgres.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void a_restored_dump_holds_every_row_and_goes_on_where_it_was() throws IOException {
        // Given
        String delivered;
        String waiting;
        try (Serving serving = installation.serve()) {
            Caller caller = serving.caller(installation.key());
            delivered = caller.post(INTEGRATION, "delivered").submission();
            assertThat(caller.post(INTEGRATION, REFUSED).status()).isEqualTo(422);
            commands.answer(
                    "integration", "pause", INTEGRATION, "--tenant", Installation.TENANT, "--reason", "a restore");
            Reply queued = caller.post(INTEGRATION, "waiting", "Prefer", "respond-async");
            assertThat(queued.status()).isEqualTo(202);
            waiting = queued.submission();
        }
        Map<String, String> before = rows(postgres.url());
        // When
        Path dump = folder.resolve("passback.dump");
        postgres.run("pg_dump", "--format=custom", "--file=" + dump, "passback");
        postgres.run("createdb", "restored");
        postgres.run("pg_restore", "--dbname=restored", "--exit-on-error", dump.toString());
        // Then
        assertThat(rows(postgres.url("restored"))).isEqualTo(before);
        // When
        commands.with("PASSBACK_DATABASE_URL", postgres.url("restored"));
        try (Serving serving = installation.serve()) {
            Caller caller = serving.caller(installation.key());
            // Then
            assertThat(caller.submission(delivered).data().getString("state")).isEqualTo("delivered");
            assertThat(caller.submission(waiting).data().getString("state")).isEqualTo("queued");
            // When
            commands.answer(
                    "integration", "release", INTEGRATION, "--tenant", Installation.TENANT, "--reason", "looked at");
            // Then
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            caller.submission(waiting).data().getString("state").equals("delivered"));
            assertThat(caller.post(INTEGRATION, "after").status()).isEqualTo(200);
        }
        assertThat(sandbox.calls().stream()
                        .filter(call -> call.taken())
                        .map(call -> call.target().id()))
                .containsExactly("delivered", "waiting", "after");
        assertThat(commands.answer("migrate").getInteger("applied")).isZero();
    }

    @Test
    void a_full_dump_holds_nothing_of_who_was_erased() throws IOException {
        // Given
        List<String> theirs;
        try (Serving serving = installation.serve()) {
            commands.answer("webhook", "create", "--operator", "--url", "https://10.9.8.7/hooks");
            Caller caller = serving.caller(installation.key());
            theirs = List.of(
                    caller.post(INTEGRATION, ADA, "X-Request-Id", "of-" + ADA).submission(),
                    caller.post(INTEGRATION, ADA, "Idempotency-Key", "once-" + ADA)
                            .submission());
            caller.post(INTEGRATION, REFUSED);
            caller.post(INTEGRATION, "bo");
            awaitTold();
        }
        assertThat(dump()).contains(ADA, REFUSED).contains(theirs).contains("example.com/r/bo");
        // When
        int erased = erase(ADA) + erase(REFUSED);
        // Then
        assertThat(erased).isEqualTo(3);
        assertThat(dump()).doesNotContain(ADA, REFUSED).contains("example.com/r/bo");
    }

    /** Until what was counted of them, and told of, is in the database too. */
    private void awaitTold() {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> "t"
                        .equals(Jdbc.text(
                                postgres.url(),
                                "SELECT (count(*) >= 4 AND EXISTS (SELECT FROM problem)) FROM webhook_message")));
    }

    private int erase(String candidate) {
        JsonObject receipt = commands.answer(
                "erase",
                "--tenant",
                Installation.TENANT,
                "--candidate",
                candidate,
                "--reason",
                "asked by " + candidate);
        return receipt.getInteger("submissions");
    }

    private String dump() throws IOException {
        Path file = folder.resolve("all.sql");
        postgres.run("pg_dump", "--format=plain", "--file=" + file, "passback");
        return Files.readString(file);
    }

    /** Each table's rows, as one number. */
    private static Map<String, String> rows(String url) {
        String tables = String.valueOf(Jdbc.text(
                url, "SELECT string_agg(quote_ident(tablename), ' ') FROM pg_tables WHERE schemaname = 'public'"));
        Map<String, String> rows = new TreeMap<>();
        for (String table : tables.split(" ", -1)) {
            rows.put(
                    table,
                    String.valueOf(Jdbc.text(
                            url,
                            "SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM "
                                    + table + " t")));
        }
        return rows;
    }
}
