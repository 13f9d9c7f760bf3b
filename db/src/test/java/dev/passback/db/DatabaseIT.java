package dev.passback.db;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.sqlclient.Pool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_database_that_is_there_answers_a_ping() {
        // When // Then
        await(Database.ping(DATABASE.pool()));
    }

    @Test
    void a_database_that_is_not_there_fails_the_ping() {
        // Given
        DatabaseAddress gone = new DatabaseAddress(
                "127.0.0.1",
                DATABASE.address().port(),
                "no_such_database",
                DATABASE.address().user(),
                DATABASE.address().password(),
                "disable");
        Pool pool = Database.open(DATABASE.vertx(), gone, 1);
        // When // Then
        assertThatThrownBy(() -> await(Database.ping(pool))).hasMessageContaining("no_such_database");
        await(pool.close());
    }

    @Test
    void the_pools_say_who_they_are_and_how_long_a_statement_may_take() {
        // Given
        Pool pages = Database.openForPages(DATABASE.vertx(), DATABASE.address(), 1);
        Pool lists = Database.openForLists(DATABASE.vertx(), DATABASE.address(), 1);
        // When // Then
        assertThat(setting(DATABASE.pool(), "application_name")).isEqualTo("passback-gateway");
        assertThat(setting(DATABASE.pool(), "statement_timeout")).isEqualTo("10s");
        assertThat(setting(pages, "application_name")).isEqualTo("passback-ui");
        assertThat(setting(pages, "statement_timeout")).isEqualTo("10s");
        assertThat(setting(pages, "plan_cache_mode")).isEqualTo("force_custom_plan");
        assertThat(setting(lists, "application_name")).isEqualTo("passback-lists");
        assertThat(setting(lists, "statement_timeout")).isEqualTo("10s");
        assertThat(setting(lists, "plan_cache_mode")).isEqualTo("force_custom_plan");
        await(pages.close());
        await(lists.close());
    }

    private static String setting(Pool pool, String name) {
        return await(pool.query("SHOW " + name)
                .execute()
                .map(rows -> rows.iterator().next().getString(0)));
    }
}
