package dev.passback.db.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.MigratedDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A new database, and a new month, are as fast in their first minute as later: nobody has looked at their tables yet. */
class FirstPlansIT {

    private static final Pattern OPEN = Pattern.compile("on submission_open \\w+\\n\\s+Index Cond: (.*)");
    private static final Pattern ATTEMPTS = Pattern.compile("on attempt_\\d+_\\d+ \\w+\\n\\s+Index Cond: (.*)");
    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void the_first_settling_looks_each_row_up() throws SQLException {
        // When
        String plan = PreparedPlan.of(
                DATABASE, DeliveryQueue.SETTLE, "plan_cache_mode = force_generic_plan", "enable_seqscan = off");
        // Then
        assertThat(conditions(OPEN, plan)).as(plan).isNotEmpty().allMatch(by -> by.contains("id = r.id"));
        assertThat(conditions(ATTEMPTS, plan))
                .as(plan)
                .isNotEmpty()
                .allMatch(by -> by.contains("submission_id = m.id"));
    }

    @Test
    void a_month_that_is_made_ahead_is_known_before_it_begins() {
        // When
        DATABASE.column("SELECT make_partitions(5)::text");
        // Then
        assertThat(DATABASE.column("""
                        SELECT c.relname FROM pg_class c
                        WHERE c.relname ~ '^attempt_\\d{4}_\\d{2}$'
                          AND NOT EXISTS (SELECT FROM pg_stats WHERE tablename = c.relname AND attname = 'tenant_id' AND n_distinct = 1)
                        """)).isEmpty();
        assertThat(DATABASE.column("SELECT submission_id FROM attempt")).isEmpty();
        assertThat(DATABASE.column("SELECT id FROM submission")).isEmpty();
    }

    private static List<String> conditions(Pattern scan, String plan) {
        return scan.matcher(plan).results().map(found -> found.group(1)).toList();
    }
}
