package dev.passback.db;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
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
        Pool batches = Database.openForBatches(DATABASE.vertx(), DATABASE.address(), 1);
        // When // Then
        assertThat(setting(DATABASE.pool(), "application_name")).isEqualTo("passback-gateway");
        assertThat(setting(DATABASE.pool(), "statement_timeout")).isEqualTo("10s");
        assertThat(setting(pages, "application_name")).isEqualTo("passback-ui");
        assertThat(setting(pages, "statement_timeout")).isEqualTo("10s");
        assertThat(setting(pages, "plan_cache_mode")).isEqualTo("force_custom_plan");
        assertThat(setting(lists, "application_name")).isEqualTo("passback-lists");
        assertThat(setting(lists, "statement_timeout")).isEqualTo("10s");
        assertThat(setting(lists, "plan_cache_mode")).isEqualTo("force_custom_plan");
        assertThat(setting(batches, "application_name")).isEqualTo("passback-batches");
        assertThat(setting(batches, "statement_timeout")).isEqualTo("10s");
        assertThat(setting(batches, "plan_cache_mode")).isEqualTo("force_generic_plan");
        assertThat(setting(batches, "enable_seqscan")).isEqualTo("off");
        assertThat(setting(DATABASE.pool(), "plan_cache_mode")).isEqualTo("auto");
        await(pages.close());
        await(lists.close());
        await(batches.close());
    }

    @Test
    void however_long_a_statement_is_a_connection_prepares_and_plans_it_once() {
        // Given
        Pool batches = Database.openForBatches(DATABASE.vertx(), DATABASE.address(), 1);
        String statement = "SELECT $1::bigint /* " + "long ".repeat(2_000) + "*/";
        // When
        for (long i = 0; i < 10; i++) {
            await(batches.preparedQuery(statement).execute(Tuple.of(i)));
        }
        // Then
        Row prepared = await(batches.query("""
                        SELECT count(*), sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements
                        WHERE length(statement) > 2048
                        """).execute()).iterator().next();
        assertThat(prepared.getLong(0)).isEqualTo(1);
        assertThat(prepared.getBigDecimal(1)).isEqualByComparingTo("10");
        assertThat(prepared.getBigDecimal(2)).isEqualByComparingTo("0");
        await(batches.close());
    }

    private static String setting(Pool pool, String name) {
        return await(pool.query("SHOW " + name)
                .execute()
                .map(rows -> rows.iterator().next().getString(0)));
    }
}
