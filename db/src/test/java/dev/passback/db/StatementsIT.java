package dev.passback.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement of this module against the schema that the migrations make. */
class StatementsIT {

    record Sql(String name, String text) {

        /** Those that search have places for a condition, a limit and an order. */
        String whole() {
            return text.contains("%1$s") ? text.formatted("true", "1", "DESC") : text;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\\s.*", Pattern.DOTALL);
    private static final Pattern SQL_IN_SOURCE =
            Pattern.compile("\"\\s*(SELECT|INSERT INTO|UPDATE \\w+|DELETE FROM|WITH \\w+ AS|LISTEN|NOTIFY)\\b");

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_statement_fits_the_schema(Sql sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            // When // Then
            assertThatCode(() -> statement.execute("PREPARE it AS " + sql.whole()))
                    .as(sql.name())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void all_statements_are_found() {
        // When // Then
        assertThat(statements())
                .extracting(Sql::name)
                .contains("Database.PING", "SubmissionStore.ACCEPT", "DeliveryQueue.CLAIM", "SessionStore.FIND")
                .hasSizeGreaterThan(20);
    }

    @Test
    void every_statement_of_the_sources_is_a_constant_that_is_prepared_here() {
        // When
        long inSources = sources("src/main/java")
                .flatMap(source -> SQL_IN_SOURCE.matcher(source).results())
                .count();
        // Then
        assertThat(inSources).isEqualTo(statements().count());
    }

    @ParameterizedTest
    @MethodSource("otherModules")
    void no_other_module_holds_sql(String module) {
        // When // Then
        assertThat(sources("../" + module + "/src/main/java")
                        .filter(source -> SQL_IN_SOURCE.matcher(source).find()))
                .isEmpty();
    }

    private static List<String> otherModules() {
        return List.of("core", "admin-ui", "gateway");
    }

    static Stream<Sql> statements() {
        return classNames().stream()
                .map(StatementsIT::load)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(StatementsIT::sql)
                .filter(sql -> STATEMENT.matcher(sql.text()).matches());
    }

    private static Sql sql(Field field) {
        try {
            field.setAccessible(true);
            return new Sql(field.getDeclaringClass().getSimpleName() + "." + field.getName(), (String) field.get(null));
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    // a folder, or the jar that Maven has made of it by the time the tests run
    private static List<String> classNames() {
        try {
            Path place = Path.of(Database.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(place)) {
                return classNames(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return classNames(jar.getPath("/"));
            }
        } catch (URISyntaxException | IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<String> classNames(Path root) {
        return files(root, ".class")
                .map(file -> root.relativize(file).toString().replace('/', '.'))
                .map(name -> name.substring(0, name.length() - ".class".length()))
                .toList();
    }

    private static Stream<String> sources(String folder) {
        return files(Path.of(folder), ".java").map(file -> {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
