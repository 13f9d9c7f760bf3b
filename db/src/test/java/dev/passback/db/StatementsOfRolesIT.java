package dev.passback.db;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.passback.db.StatementsIT.Sql;
import dev.passback.db.access.Grants;
import dev.passback.db.testing.TestRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement as the role that runs it: EXPLAIN checks what may be done without doing it. */
class StatementsOfRolesIT {

    private static final String REFUSED = "42501";

    /** Run by the command line as whoever owns the schema. */
    private static final Set<String> OF_THE_OWNER =
            Set.of("Erasure", "Grants", "MonthlyTable", "SampleDatabase", "SampleWorld");

    /** Run by the pages alone. */
    private static final Set<String> OF_THE_PAGES_ALONE = Set.of("SavedViews");

    /** Whose statements the pages run. */
    private static final Set<String> OF_THE_PAGES = Set.of(
            "AuditLog",
            "CauseStore",
            "Database",
            "ExportFiles",
            "IntegrationHealth",
            "IntegrationSettings",
            "JobStore",
            "KeyStore",
            "ProblemStore",
            "ProviderStore",
            "RevealStore",
            "SavedViews",
            "SessionStore",
            "SignInStore",
            "StaffAccounts",
            "StaffStore",
            "Standing",
            "Statistics",
            "SubmissionActions",
            "SubmissionFilters",
            "SubmissionHistory",
            "SubmissionList",
            "SubmissionStore",
            "TenantStore",
            "TestLinks",
            "WebhookStore");

    /** Of a store that the pages share with the command line. */
    private static final Set<String> NOT_OF_THE_PAGES = Set.of("Database.MAKE_PARTITIONS", "WebhookStore.REMOVE");

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final TestRole GATEWAY = TestRole.create("gateway");
    private static final TestRole PAGES = TestRole.create("pages");

    @BeforeAll
    static void grant() {
        await(new Grants(DATABASE.pool()).give(TestRole.roles(GATEWAY, PAGES)));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
        GATEWAY.close();
        PAGES.close();
    }

    static Stream<Sql> ofTheGateway() {
        return StatementsIT.statements()
                .filter(sql -> !OF_THE_OWNER.contains(store(sql)) && !OF_THE_PAGES_ALONE.contains(store(sql)));
    }

    static Stream<Sql> ofThePages() {
        return StatementsIT.statements()
                .filter(sql -> OF_THE_PAGES.contains(store(sql)))
                .filter(sql -> !NOT_OF_THE_PAGES.contains(sql.name()));
    }

    private static String store(Sql sql) {
        return sql.name().replaceFirst("\\..*", "");
    }

    @ParameterizedTest
    @MethodSource("ofTheGateway")
    void the_gateways_role_may_run_it(Sql sql) {
        assertThatCode(() -> explain(GATEWAY, sql)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("ofThePages")
    void the_pages_role_may_run_it(Sql sql) {
        assertThatCode(() -> explain(PAGES, sql)).doesNotThrowAnyException();
    }

    @Test
    void the_pages_role_may_not_run_what_opens_credentials_checks_keys_or_drives_the_engine() {
        // When
        List<String> refused = StatementsIT.statements()
                .filter(sql -> isRefused(PAGES, sql))
                .map(Sql::name)
                .toList();
        // Then
        assertThat(refused)
                .contains(
                        "CredentialStore.FIND",
                        "ManagementKeyLookup.FIND",
                        "DeliveryQueue.SETTLE",
                        "Database.MAKE_PARTITIONS")
                .doesNotContain("SubmissionHistory.LIST");
    }

    private static boolean isRefused(TestRole role, Sql sql) {
        try {
            explain(role, sql);
            return false;
        } catch (SQLException refused) {
            return REFUSED.equals(refused.getSQLState());
        }
    }

    private static void explain(TestRole role, Sql sql) throws SQLException {
        try (Connection connection = role.connect(DATABASE.address().database());
                Statement statement = connection.createStatement()) {
            statement.execute("PREPARE it AS " + sql.whole());
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("EXPLAIN EXECUTE it" + nulls(statement));
        }
    }

    private static String nulls(Statement statement) throws SQLException {
        try (ResultSet count = statement.executeQuery(
                "SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = 'it'")) {
            count.next();
            int parameters = count.getInt(1);
            return parameters == 0 ? "" : "(" + String.join(", ", Collections.nCopies(parameters, "NULL")) + ")";
        }
    }
}
