package dev.passback.systemtests.operating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.gateway.settings.Manual;
import dev.passback.gateway.settings.Setting;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive that is handed out, and the files that it is run by. */
@Timeout(120)
class ReleaseIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    // of the scripts, and of what tells where the settings are
    private static final Set<String> NO_SETTINGS = Set.of(
            "PASSBACK_CONFIG_FILE",
            "PASSBACK_CHROMIUM",
            "PASSBACK_TEST_DATABASE_URL",
            "PASSBACK_SKIP_BUILD",
            "PASSBACK_HAPROXY",
            "PASSBACK_POSTGRESQL_HOME",
            "PASSBACK_PREVIOUS_RELEASE",
            "PASSBACK_PROMETHEUS_HOME");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_archive_runs_by_itself_and_the_same_sources_make_the_same_bytes()
            throws IOException, InterruptedException {
        // When
        Path archive = archive();
        byte[] first = Files.readAllBytes(archive);
        byte[] second = Files.readAllBytes(archive());
        run(folder, "tar", "-xzf", archive.toString());
        // Then
        assertThat(second).isEqualTo(first);
        Path unpacked;
        try (Stream<Path> content = Files.list(folder)) {
            unpacked = content.findFirst().orElseThrow();
        }
        assertThat(run(unpacked, "./passback", "--version")).startsWith("passback ");
        assertThat(run(unpacked, "./passback", "config", "--manual"))
                .isEqualTo(Files.readString(unpacked.resolve("passback.conf")));
        assertThat(unpacked.resolve("docs/operating/runbook.md")).isRegularFile();
        assertThat(unpacked.resolve("deploy/systemd/passback.service")).isRegularFile();
        assertThat(unpacked.resolve("LICENSE")).isRegularFile();
        holdsEachLibrary(unpacked.resolve("sbom.cdx.json"), unpacked.resolve("lib"));
    }

    /** The bill of materials names what is there with version and licence, and nothing else. */
    private static void holdsEachLibrary(Path bill, Path lib) throws IOException {
        JsonObject sbom = new JsonObject(Files.readString(bill));
        assertThat(sbom.getString("bomFormat")).isEqualTo("CycloneDX");
        List<JsonObject> components = sbom.getJsonArray("components").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(components)
                .allSatisfy(component -> assertThat(component.getJsonArray("licenses"))
                        .as(component.getString("purl"))
                        .isNotNull());
        Set<String> named = components.stream()
                .map(component -> component.getString("name") + "-" + component.getString("version"))
                .collect(Collectors.toSet());
        try (Stream<Path> jars = Files.list(lib)) {
            // a classifier, such as that of native libraries, stands behind the version
            assertThat(jars.map(jar -> jar.getFileName().toString()).filter(jar -> !jar.startsWith("passback-gateway")))
                    .hasSizeGreaterThan(50)
                    .allSatisfy(jar -> assertThat(named).anyMatch(jar::startsWith));
        }
    }

    private static Path archive() throws IOException, InterruptedException {
        run(ROOT, "scripts/package");
        try (Stream<Path> made = Files.list(ROOT.resolve("target"))) {
            return made.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String run(Path where, String... command) throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(command).directory(where.toFile());
        program.environment().keySet().removeIf(name -> name.startsWith("PASSBACK_"));
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        program.environment().put("PASSBACK_SKIP_BUILD", "1");
        Process process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
        return said;
    }

    @Test
    void files_to_run_it_by_and_documents_name_settings_that_there_are() throws IOException {
        // Given
        Set<String> known =
                Manual.current().settings().stream().map(Setting::name).collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        for (Path file : files()) {
            Pattern.compile("PASSBACK_[A-Z_]*[A-Z]")
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(found -> named.add(found.group()));
        }
        // Then
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(named)
                .filteredOn(name -> !NO_SETTINGS.contains(name))
                .allSatisfy(name -> assertThat(known.contains(name) || known.contains(name.replaceFirst("_FILE$", "")))
                        .as(name)
                        .isTrue());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> deploy = Files.walk(ROOT.resolve("deploy"));
                Stream<Path> docs = Files.walk(ROOT.resolve("docs/operating"))) {
            Stream<Path> single =
                    Stream.of("Dockerfile", "compose.yaml", "README.md").map(ROOT::resolve);
            return Stream.of(deploy, docs, single)
                    .flatMap(files -> files)
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".png"))
                    .toList();
        }
    }
}
