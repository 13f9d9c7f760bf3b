package dev.passback.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FreshDatabaseIT {

    @Test
    void two_databases_do_not_see_each_other() throws SQLException {
        try (TestDatabase one = TestDatabase.create();
                TestDatabase other = TestDatabase.create()) {
            // When
            Jdbc.run(one.url(), "CREATE TABLE mine (id int)");
            // Then
            assertThat(Jdbc.text(one.url(), "SELECT to_regclass('mine')")).isEqualTo("mine");
            assertThat(Jdbc.text(other.url(), "SELECT to_regclass('mine')")).isNull();
        }
    }

    @Test
    void a_closed_database_is_gone_though_somebody_is_connected() throws SQLException {
        // Given
        TestDatabase database = TestDatabase.create();
        try (Connection open = database.connect()) {
            // When
            database.close();
            // Then
            assertThat(open.isValid(1)).isFalse();
            assertThatThrownBy(database::connect).hasMessageContaining("does not exist");
        }
    }

    @Test
    void a_template_is_prepared_once_and_copied_for_everybody() throws SQLException {
        // Given
        AtomicInteger prepared = new AtomicInteger();
        Consumer<String> prepare = url -> {
            prepared.incrementAndGet();
            createTable(url);
        };
        // When
        try (TestDatabase one = TestDatabase.create("template-test", prepare);
                TestDatabase other = TestDatabase.create("template-test", prepare)) {
            Jdbc.run(one.url(), "INSERT INTO ready VALUES (1)");
            // Then
            assertThat(prepared).hasValue(1);
            assertThat(Jdbc.text(one.url(), "SELECT count(*) FROM ready")).isEqualTo("1");
            assertThat(Jdbc.text(other.url(), "SELECT count(*) FROM ready")).isEqualTo("0");
        }
    }

    // A test that prepares through a pool leaves connections behind: they must not stand in the way of a copy.
    private static void createTable(String url) {
        try {
            Connection left = Jdbc.connect(url);
            left.createStatement().execute("CREATE TABLE ready (id int)");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
