package dev.passback.systemtests.provider;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Keycloak as the build unpacked it, with the realm {@code staff}; a process of its own, in development mode. All methods block. */
final class Keycloak implements AutoCloseable {

    private static final Path UNPACKED = Path.of("target", "keycloak");
    private static final Path LOG = Path.of("target", "keycloak.log");
    private static final String REALM = "staff-realm.json";

    private final Process process;
    private final URI issuer;

    private Keycloak(Process process, URI issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /** Starts it on this port; ready when this returns. */
    static Keycloak start(int port) {
        try {
            Path home = home();
            Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
            try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak/" + REALM)) {
                Files.write(realms.resolve(REALM), Objects.requireNonNull(realm).readAllBytes());
            }
            Process process = program(home, port).start();
            Keycloak keycloak = new Keycloak(process, URI.create("http://127.0.0.1:" + port + "/realms/staff"));
            return keycloak.readied();
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    private static Path home() throws IOException {
        try (Stream<Path> unpacked = Files.list(UNPACKED)) {
            return unpacked.filter(Files::isDirectory).findFirst().orElseThrow().toAbsolutePath();
        }
    }

    private static ProcessBuilder program(Path home, int port) {
        ProcessBuilder program = new ProcessBuilder(List.of(
                        "bash",
                        home.resolve("bin").resolve("kc.sh").toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm"))
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return program;
    }

    private Keycloak readied() {
        try {
            awaitReady();
            return this;
        } catch (RuntimeException notReady) {
            close();
            throw notReady;
        }
    }

    private void awaitReady() {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> answers() || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak has ended, see " + LOG);
        }
    }

    private boolean answers() {
        try {
            URI configuration = URI.create(issuer + "/.well-known/openid-configuration");
            HttpURLConnection connection =
                    (HttpURLConnection) configuration.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI issuer() {
        return issuer;
    }

    @Override
    public void close() {
        // the script's own process is gone when Java has taken its place; in case it has not, both
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
