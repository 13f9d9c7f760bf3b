package dev.passback.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManualTest {

    // as they stand in the sources: "PASSBACK_..."; and in the settings of the log: ${PASSBACK_...:-
    private static final Pattern NAME = Pattern.compile("[\"{](PASSBACK_[A-Z_]*[A-Z])[\":]");
    private static final Set<String> NO_SETTINGS = Set.of("PASSBACK_HOME", Given.CONFIG_FILE);

    @Test
    void every_setting_that_the_program_reads_is_listed_and_no_other() throws IOException {
        // Given
        Set<String> read = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            for (Path source : sources.filter(file -> file.toString().matches(".*\\.(java|xml)"))
                    .toList()) {
                NAME.matcher(Files.readString(source)).results().forEach(found -> read.add(found.group(1)));
            }
        }
        read.removeAll(NO_SETTINGS);
        // Then
        assertThat(names()).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void every_setting_has_a_description() {
        // Then
        assertThat(Manual.current().text().lines().toList())
                .filteredOn(line -> line.startsWith("#PASSBACK_"))
                .hasSameSizeAs(names());
        assertThat(Manual.current().text()).doesNotContainPattern("(?m)^\\n#PASSBACK_");
    }

    @Test
    void what_opens_something_is_secret() {
        // Then
        assertThat(Manual.current().settings())
                .filteredOn(Setting::secret)
                .extracting(Setting::name)
                .containsExactly(
                        "PASSBACK_DATABASE_URL",
                        "PASSBACK_UI_DATABASE_URL",
                        "PASSBACK_UI_LISTS_DATABASE_URL",
                        "PASSBACK_OPENING_KEYS_COMMAND",
                        "PASSBACK_OPENING_KEYS",
                        "PASSBACK_OIDC_CLIENT_SECRET");
    }

    @Test
    void of_a_secret_address_all_but_the_password_is_shown_and_of_others_nothing() {
        // Given
        Setting secret = new Setting("X", "", true);
        // Then
        assertThat(secret.shown("postgresql://passback:s3cr3t:x@db:5432/passback"))
                .isEqualTo("postgresql://passback:***@db:5432/passback");
        assertThat(secret.shown("postgresql://passback:s3@cr/3t@db/passback"))
                .isEqualTo("postgresql://passback:***@db/passback");
        assertThat(secret.shown("postgresql://db/passback?password=s3cr3t")).isEqualTo("***");
        assertThat(secret.shown("s3cr3t")).isEqualTo("***");
        assertThat(new Setting("X", "", false).shown("8080")).isEqualTo("8080");
    }

    private static Collection<String> names() {
        return Manual.current().settings().stream().map(Setting::name).toList();
    }
}
