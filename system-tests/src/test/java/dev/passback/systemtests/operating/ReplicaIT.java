package dev.passback.systemtests.operating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.db.testing.Jdbc;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PackagedPostgres;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.StaffSession;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that read lists from a real replica, which is held up for a while. */
class ReplicaIT {

    private static final String INTEGRATION = "greenhouse:read-elsewhere";
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void lists_come_from_the_replica_and_one_submission_from_the_primary() throws Exception {
        Vertx vertx = Vertx.vertx();
        Sandbox sandbox = Sandbox.start(vertx, 0).await(20, TimeUnit.SECONDS);
        try (PackagedPostgres primary = PackagedPostgres.create(
                        Files.createDirectory(folder.resolve("primary")), "wal_level = replica");
                PackagedPostgres replica = primary.standby(Files.createDirectory(folder.resolve("replica")))) {
            // Given
            PassbackCommands commands = PassbackCommands.of(ReplicaIT.class);
            Installation installation = Installation.create(commands, primary.url());
            installation.integration(INTEGRATION, sandbox.baseUrl());
            installation.staff("ada", "admin", PASSWORD);
            commands.with("PASSBACK_UI_LISTS_DATABASE_URL", replica.url());
            try (Serving serving = installation.serve();
                    StaffSession ada = StaffSession.begin(serving.ui(), "ada", PASSWORD)) {
                Caller caller = serving.caller(installation.key());
                caller.post(INTEGRATION, "before");
                await().atMost(Duration.ofSeconds(30)).until(() -> isListed(ada, "before"));
                assertThat(ada.get("/").statusCode()).isEqualTo(200);
                assertThat(ada.get("/audit").statusCode()).isEqualTo(200);
                // When
                Jdbc.run(replica.url(), "SELECT pg_wal_replay_pause()");
                String held = caller.post(INTEGRATION, "held-back").submission();
                // Then
                assertThat(ada.get("/submissions/" + held).body()).contains("held-back");
                assertThat(isListed(ada, "held-back")).isFalse();
                // When
                Jdbc.run(replica.url(), "SELECT pg_wal_replay_resume()");
                // Then
                await().atMost(Duration.ofSeconds(30)).until(() -> isListed(ada, "held-back"));
            }
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }

    private static boolean isListed(StaffSession staff, String candidate) throws IOException {
        return staff.get("/submissions?q=").body().contains(candidate);
    }
}
