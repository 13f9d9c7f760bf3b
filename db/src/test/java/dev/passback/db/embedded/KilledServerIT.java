package dev.passback.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.passback.db.testing.Jdbc;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9, of the server and of the program that started it. */
@Timeout(120)
class KilledServerIT {

    private static final Path PROGRAMS = Path.of("target");

    // shared, because creating a cluster takes seconds
    @TempDir
    private static Path home;

    @Test
    void rows_survive_when_the_server_is_killed() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, PROGRAMS, 0)) {
            // Given
            Jdbc.run(postgres.url(), "CREATE TABLE survived AS SELECT 'yes' AS answer");
            // When
            kill(postgres.postmasterPid());
            postgres.restart();
            // Then
            assertThat(Jdbc.text(postgres.url(), "SELECT answer FROM survived")).isEqualTo("yes");
        }
    }

    @Test
    void a_backend_that_outlives_its_killed_server_does_not_stop_the_next_one() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, PROGRAMS, 0);
                Connection busy = Jdbc.connect(postgres.url())) {
            // Given: it computes for ever, so it never looks whether its server lives
            Thread computing = Thread.ofVirtual().start(() -> countForEver(busy));
            awaitBusyBackend(postgres);
            // When
            kill(postgres.postmasterPid());
            postgres.restart();
            // Then
            assertThat(Jdbc.text(postgres.url(), "SELECT 1")).isEqualTo("1");
            computing.join();
        }
    }

    @Test
    void the_server_of_a_killed_program_is_stopped_and_its_rows_are_there() throws Exception {
        // Given
        Process program = otherProgram(home);
        long orphan = Long.parseLong(firstLine(program));
        program.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan)).get().matches(ProcessHandle::isAlive);
        // When
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, PROGRAMS, 0)) {
            // Then
            assertThat(Jdbc.text(postgres.url(), "SELECT answer FROM kept")).isEqualTo("yes");
            assertThat(postgres.postmasterPid()).isNotEqualTo(orphan);
        }
    }

    @Test
    void a_folder_in_use_by_another_program_is_refused_by_name() throws Exception {
        // Given
        Process program = otherProgram(home);
        firstLine(program);
        // When
        assertThatThrownBy(() -> EmbeddedPostgres.start(home, PROGRAMS, 0))
                // Then
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("is in use by process " + program.pid() + ": stop that one first");
        program.destroyForcibly().waitFor();
        EmbeddedPostgres.start(home, PROGRAMS, 0).close();
    }

    @Test
    void a_pid_file_that_names_a_stranger_is_forgotten() throws IOException {
        // Given: as after a restart of a container, where small numbers come again
        EmbeddedPostgres.start(home, PROGRAMS, 0).close();
        Files.writeString(
                home.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home.resolve("data") + "\n1\n5432\n\n127.0.0.1\n0 0\nready\n");
        // When
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, PROGRAMS, 0)) {
            // Then
            assertThat(Jdbc.text(postgres.url(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_creation_that_was_killed_in_the_middle_is_begun_again(@TempDir Path home) throws IOException {
        // Given
        Files.createDirectories(home.resolve("data.new-1/base"));
        Files.writeString(home.resolve("data.new-1/PG_VERSION"), "18\n");
        // When
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, PROGRAMS, 0)) {
            // Then
            assertThat(Jdbc.text(postgres.url(), "SELECT 1")).isEqualTo("1");
        }
    }

    /** The other program: starts the server, writes a row, prints the server's process id and waits to be killed. */
    static final class OtherProgram {
        private OtherProgram() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws IOException {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), PROGRAMS, 0);
            Jdbc.run(postgres.url(), "CREATE TABLE IF NOT EXISTS kept AS SELECT 'yes' AS answer");
            System.out.println(postgres.postmasterPid());
            System.in.read();
        }
    }

    private static Process otherProgram(Path home) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProgram.class.getName(),
                        home.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process program) throws IOException {
        BufferedReader lines = program.inputReader();
        return String.valueOf(lines.readLine());
    }

    private static void kill(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    private static void countForEver(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM generate_series(1, 100000000000)");
        } catch (SQLException ended) {
            // as it must
        }
    }

    private static void awaitBusyBackend(EmbeddedPostgres postgres) {
        String busy =
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_series(1,%'"
                        + " AND pid <> pg_backend_pid()";
        await().until(() -> "1".equals(Jdbc.text(postgres.url(), busy)));
    }
}
