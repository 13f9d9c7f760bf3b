package dev.passback.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.db.testing.Jdbc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    private static final Path PROGRAMS = Path.of("target");

    // shared, because creating a cluster takes seconds
    @TempDir
    private static Path home;

    @Test
    void a_new_server_is_durable_and_listens_to_this_machine_alone() {
        // When
        try (EmbeddedPostgres postgres = start()) {
            // Then
            assertThat(setting(postgres, "fsync")).isEqualTo("on");
            assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
            assertThat(setting(postgres, "data_checksums")).isEqualTo("on");
            assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(postgres, "unix_socket_directories")).isEmpty();
            assertThat(setting(postgres, "max_connections")).isEqualTo("100");
            assertThat(setting(postgres, "server_encoding")).isEqualTo("UTF8");
            assertThat(setting(postgres, "server_version")).startsWith("18.");
        }
    }

    @Test
    void the_password_is_kept_secret_and_asked_for() throws IOException {
        try (EmbeddedPostgres postgres = start()) {
            // When
            String password = Files.readString(home.resolve("password")).strip();
            String wrong = postgres.url().replace(password, "wrong");
            // Then
            assertThat(postgres.url())
                    .isEqualTo("postgresql://passback:" + password + "@127.0.0.1:" + postgres.port() + "/passback");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> Jdbc.connect(wrong)).hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void rows_survive_a_stop_and_a_start() {
        // Given
        try (EmbeddedPostgres postgres = start()) {
            Jdbc.run(postgres.url(), "CREATE TABLE stopped AS SELECT 'yes' AS answer");
        }
        // When
        try (EmbeddedPostgres postgres = start()) {
            // Then
            assertThat(Jdbc.text(postgres.url(), "SELECT answer FROM stopped")).isEqualTo("yes");
        }
    }

    @Test
    void a_restart_keeps_the_port_and_the_rows() {
        try (EmbeddedPostgres postgres = start()) {
            // Given
            Jdbc.run(postgres.url(), "CREATE TABLE restarted AS SELECT 'yes' AS answer");
            String url = postgres.url();
            long before = postgres.postmasterPid();
            // When
            postgres.restart();
            // Then
            assertThat(postgres.url()).isEqualTo(url);
            assertThat(postgres.postmasterPid()).isNotEqualTo(before);
            assertThat(Jdbc.text(url, "SELECT answer FROM restarted")).isEqualTo("yes");
        }
    }

    @Test
    void a_second_server_on_the_same_folder_is_refused_and_the_first_one_lives_on() {
        try (EmbeddedPostgres postgres = start()) {
            // When
            assertThatThrownBy(EmbeddedPostgresIT::start)
                    // Then
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("is in use by this program itself");
            assertThat(Jdbc.text(postgres.url(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            // When
            assertThatThrownBy(() -> EmbeddedPostgres.start(home, PROGRAMS, port))
                    // Then
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessage("port " + port + " of 127.0.0.1 is in use by another program");
        }
    }

    @Test
    void a_lost_password_is_said_and_nothing_is_overwritten() throws IOException {
        // Given
        start().close();
        Path lost = home.toRealPath().resolve("password");
        Path elsewhere = Files.move(lost, lost.resolveSibling("elsewhere"));
        // When
        assertThatThrownBy(EmbeddedPostgresIT::start)
                // Then
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("put " + lost + " back");
        Files.move(elsewhere, lost);
        start().close();
    }

    @Test
    void closing_twice_does_not_stop_the_next_server() {
        // Given
        EmbeddedPostgres first = start();
        first.close();
        try (EmbeddedPostgres second = start()) {
            // When
            first.close();
            // Then
            assertThat(Jdbc.text(second.url(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_folder_whose_name_the_shell_would_read_is_refused() {
        // When
        assertThatThrownBy(() -> EmbeddedPostgres.start(home.resolve("a$b"), PROGRAMS, 0))
                // Then
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("choose a folder without quotes");
    }

    private static EmbeddedPostgres start() {
        return EmbeddedPostgres.start(home, PROGRAMS, 0);
    }

    private static String setting(EmbeddedPostgres postgres, String name) {
        return String.valueOf(Jdbc.text(postgres.url(), "SHOW " + name));
    }
}
