package dev.passback.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.db.testing.Jdbc;
import dev.passback.db.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {

    private final TestDatabase database = TestDatabase.create();
    private final DatabaseAddress address = DatabaseAddress.parse(database.url());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void an_empty_database_is_migrated_once() {
        // Given
        int pending = Migrations.pending(address);
        // When
        int first = Migrations.migrate(address);
        int second = Migrations.migrate(address);
        // Then
        assertThat(first).isEqualTo(pending).isPositive();
        assertThat(second).isZero();
        assertThat(Migrations.pending(address)).isZero();
    }

    @Test
    void a_schema_is_current_once_the_newest_migration_of_this_program_is_applied() {
        // Given
        Vertx vertx = Vertx.vertx();
        try {
            Pool pool = Database.openForOperations(vertx, address);
            // When
            boolean empty = SchemaVersion.isCurrent(pool).await();
            Migrations.migrate(address);
            boolean migrated = SchemaVersion.isCurrent(pool).await();
            Jdbc.run(
                    database.url(),
                    "DELETE FROM flyway_schema_history WHERE version::integer >= " + SchemaVersion.NEWEST);
            boolean behind = SchemaVersion.isCurrent(pool).await();
            // Then
            assertThat(empty).isFalse();
            assertThat(migrated).isTrue();
            assertThat(behind).isFalse();
            assertThat(Migrations.pending(address))
                    .as("migrations that are newer than NEWEST says")
                    .isEqualTo(1);
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void two_that_migrate_at_once_both_succeed_and_each_migration_is_applied_once() throws InterruptedException {
        // Given
        int pending = Migrations.pending(address);
        Callable<Integer> migrate = () -> Migrations.migrate(address);
        // When
        List<Integer> applied;
        try (ExecutorService nodes = Executors.newFixedThreadPool(3)) {
            applied = nodes.invokeAll(Collections.nCopies(3, migrate)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
        // Then
        assertThat(applied.stream().mapToInt(Integer::intValue).sum()).isEqualTo(pending);
        assertThat(Jdbc.text(database.url(), "SELECT count(*) FROM flyway_schema_history WHERE version IS NOT NULL"))
                .isEqualTo(Integer.toString(pending));
    }

    @Test
    void a_refused_migration_leaves_nothing_and_says_so() {
        // Given
        Jdbc.run(database.url(), "CREATE TABLE staff (name text)");
        // When // Then
        assertThatThrownBy(() -> Migrations.migrate(address))
                .isInstanceOf(Migrations.MigrationFailedException.class)
                .hasMessageContaining("could not be brought up to date");
        assertThat(Jdbc.text(database.url(), "SELECT to_regclass('staff_session')"))
                .isNull();
    }

    @Test
    void a_refused_login_is_told_without_the_password() {
        // Given
        DatabaseAddress wrong = DatabaseAddress.parse(
                "postgresql://nobody:s3cret-Word@" + address.host() + ":" + address.port() + "/" + address.database());
        // When // Then
        assertThatThrownBy(() -> Migrations.migrate(wrong))
                .isInstanceOf(Migrations.MigrationFailedException.class)
                .hasStackTraceContaining("nobody")
                .satisfies(failed -> assertThat(stackTrace(failed)).doesNotContain("s3cret-Word"));
    }

    private static String stackTrace(Throwable failed) {
        StringWriter text = new StringWriter();
        failed.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
