package dev.passback.db.access;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.passback.db.DatabaseAddress;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.Migrations;
import dev.passback.db.TestTenant;
import dev.passback.db.testing.TestRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrantsIT {

    private static final String REFUSED = "42501";

    private final MigratedDatabase database = new MigratedDatabase();
    private final TestRole gateway = TestRole.create("gateway");
    private final TestRole pages = TestRole.create("pages");
    private final Grants grants = new Grants(database.pool());

    @BeforeEach
    void give() {
        TestTenant.in(database).queued();
        await(grants.give(TestRole.roles(gateway, pages)));
    }

    @AfterEach
    void close() {
        database.close();
        gateway.close();
        pages.close();
    }

    @Test
    void every_table_has_a_decision() {
        // When
        List<String> tables = database.column("""
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
                """).stream().map(String::valueOf).toList();
        // Then
        assertThat(TableAccess.ALL_TABLES)
                .extracting(TableAccess::table)
                .as("a new table belongs into TableAccess: who may do what with it?")
                .containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void nobody_who_runs_changes_the_schema() {
        for (TestRole role : List.of(gateway, pages)) {
            assertRefused(role, "CREATE TABLE mine (id integer)");
            assertRefused(role, "CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
            assertRefused(role, "ALTER TABLE submission ADD COLUMN mine integer");
            assertRefused(role, "DROP TABLE duty");
            assertRefused(role, "TRUNCATE submission");
            assertRefused(role, "ALTER FUNCTION make_partitions(integer) RESET ALL");
        }
    }

    @Test
    void the_audit_log_is_only_added_to() {
        for (TestRole role : List.of(gateway, pages)) {
            assertAllowed(role, "INSERT INTO audit (tenant_id, actor, act) VALUES (1, 'staff:anna', 'hold')");
            assertAllowed(role, "SELECT * FROM audit");
            assertRefused(role, "UPDATE audit SET actor = 'nobody'");
            assertRefused(role, "DELETE FROM audit");
            assertRefused(role, "TRUNCATE audit");
        }
    }

    @Test
    void the_pages_write_credentials_and_see_which_key_sealed_them_but_never_what_is_sealed() {
        assertAllowed(pages, "SELECT tenant_id, integration_id, version, key_id, created_at FROM credential");
        assertAllowed(pages, """
                INSERT INTO credential (tenant_id, integration_id, version, key_id, ciphertext)
                SELECT tenant_id, id, 2, 7, 'sealed' FROM integration
                """);
        assertRefused(pages, "SELECT ciphertext FROM credential");
        assertRefused(pages, "SELECT * FROM credential");
        assertRefused(pages, "SELECT count(*) FROM credential WHERE ciphertext LIKE 's%'");
        assertRefused(pages, "SELECT c FROM credential c");
        assertRefused(pages, "INSERT INTO credential SELECT * FROM credential RETURNING ciphertext");
        assertRefused(pages, "UPDATE credential SET ciphertext = 'x'");
        assertRefused(pages, "COPY credential TO STDOUT");
        assertRefused(pages, "DELETE FROM credential");
    }

    @Test
    void the_gateway_reads_credentials_and_seals_them_anew_but_moves_and_deletes_none() {
        assertAllowed(gateway, "SELECT * FROM credential");
        assertAllowed(gateway, "UPDATE credential SET key_id = 8, ciphertext = 'sealed anew'");
        assertRefused(gateway, "UPDATE credential SET integration_id = 'another'");
        assertRefused(gateway, "DELETE FROM credential");
    }

    @Test
    void nobody_goes_past_a_table_to_its_partitions() {
        assertAllowed(pages, "SELECT count(*) FROM submission");
        assertRefused(pages, "SELECT count(*) FROM submission_open");
        assertRefused(gateway, "DELETE FROM submission_open");
        assertRefused(gateway, "DELETE FROM submission");
    }

    @Test
    void whoever_runs_can_tell_whether_the_schema_is_up_to_date_but_not_change_it() {
        for (TestRole role : List.of(gateway, pages)) {
            DatabaseAddress address =
                    DatabaseAddress.parse(role.url(database.address().database()));
            assertThat(Migrations.pending(address)).isZero();
            assertRefused(role, "UPDATE flyway_schema_history SET success = false");
        }
    }

    @Test
    void partitions_are_made_by_the_gateway_alone() {
        // Given
        try (TestRole stranger = TestRole.create("stranger")) {
            // Then
            assertAllowed(gateway, "SELECT make_partitions(5)");
            assertRefused(pages, "SELECT make_partitions(5)");
            assertRefused(stranger, "SELECT make_partitions(5)");
        }
    }

    @Test
    void a_temporary_table_of_the_gateway_does_not_mislead_the_function_that_acts_as_the_owner() {
        // When
        assertAllowed(gateway, "CREATE TEMPORARY TABLE attempt (mine integer); SELECT make_partitions(6)");
        // Then
        assertThat(database.text("SELECT count(*) FROM pg_inherits WHERE inhparent = 'attempt'::regclass"))
                .isEqualTo("8");
    }

    @Test
    void what_a_role_had_beyond_that_is_taken_from_it_and_doing_it_again_changes_nothing() {
        // Given
        database.run("GRANT ALL ON ALL TABLES IN SCHEMA public TO \"" + pages.name() + "\"");
        database.run("GRANT SELECT (ciphertext) ON credential TO \"" + pages.name() + "\"");
        database.run("GRANT CREATE ON SCHEMA public TO \"" + gateway.name() + "\"");
        assertAllowed(pages, "SELECT ciphertext FROM credential");
        // When
        await(grants.give(TestRole.roles(gateway, pages)));
        List<String> once = privileges();
        await(grants.give(TestRole.roles(gateway, pages)));
        // Then
        assertRefused(pages, "SELECT ciphertext FROM credential");
        assertRefused(pages, "DELETE FROM audit");
        assertRefused(pages, "SELECT * FROM submission_open");
        assertRefused(gateway, "CREATE TABLE mine (id integer)");
        assertThat(privileges()).isEqualTo(once);
    }

    @Test
    void a_role_that_is_not_there_is_named_with_the_line_that_makes_it_and_nothing_is_changed() {
        // Given
        List<String> before = privileges();
        DatabaseRoles roles = new DatabaseRoles(Optional.of(gateway.name()), Optional.of("no \"such\" role"));
        // When // Then
        assertThatThrownBy(() -> await(grants.give(roles)))
                .isInstanceOf(RoleRefusedException.class)
                .hasMessageContaining("CREATE ROLE \"no \"\"such\"\" role\" LOGIN PASSWORD '...';");
        assertThat(privileges()).isEqualTo(before);
    }

    @Test
    void a_role_that_nothing_can_be_kept_from_is_refused() {
        // Given
        database.run("GRANT pg_read_all_data TO \"" + pages.name() + "\"");
        DatabaseRoles reader = new DatabaseRoles(Optional.empty(), Optional.of(pages.name()));
        DatabaseRoles owner = new DatabaseRoles(Optional.of(database.address().user()), Optional.empty());
        // When // Then
        assertThatThrownBy(() -> await(grants.give(reader))).hasMessageContaining("nothing can be kept from it");
        assertThatThrownBy(() -> await(grants.give(owner))).hasMessageContaining("nothing can be kept from it");
    }

    @Test
    void one_role_cannot_be_both() {
        Optional<String> same = Optional.of("passback");
        assertThatThrownBy(() -> new DatabaseRoles(same, same)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> privileges() {
        return database.column("""
                SELECT relname || coalesce(relacl::text, '') || coalesce(
                  (SELECT string_agg(attname || attacl::text, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid), '')
                FROM pg_class c WHERE relnamespace = 'public'::regnamespace ORDER BY 1
                """).stream().map(String::valueOf).toList();
    }

    private void assertAllowed(TestRole role, String sql) {
        try (Connection connection = role.connect(database.address().database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new AssertionError(role.name() + " may not: " + sql, refused);
        }
    }

    private void assertRefused(TestRole role, String sql) {
        SQLException refused = catchThrowableOfType(SQLException.class, () -> {
            try (Connection connection = role.connect(database.address().database());
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
        assertThat((Throwable) refused).as(role.name() + ": " + sql).isNotNull();
        assertThat(refused.getSQLState()).as(sql + ": " + refused.getMessage()).isEqualTo(REFUSED);
    }
}
