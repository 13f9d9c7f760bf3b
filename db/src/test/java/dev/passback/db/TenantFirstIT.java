package dev.passback.db;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever works on submissions names one tenant first, so that the tables can be distributed by tenant. What looks over all tenants is
 * listed here with its reason, and changes nothing of theirs on the way of a submission.
 */
class TenantFirstIT {

    private static final String SWEEP =
            "asks which tenants or integrations have something to do; what is done then names one";
    private static final String PAGES =
            "pages of staff who see several tenants; a database of another kind answers it from every shard";
    private static final String COUNT = "adds to the counts of all tenants what happened, off the way of a submission";
    private static final String UPKEEP = "run now and then for all, or by a person on the command line";

    private static final Map<String, String> ACROSS = Map.ofEntries(
            Map.entry("DeliveryQueue.DUE", SWEEP),
            Map.entry("EndedLeases.TENANTS", SWEEP),
            Map.entry("Retention.DUE", SWEEP),
            Map.entry("QueueWatch.WATCH", SWEEP),
            Map.entry("Fold.COUNT", COUNT),
            Map.entry("ProblemFold.MET", COUNT),
            Map.entry("EventFold.SUBMISSIONS", COUNT),
            Map.entry("IntegrationHealth.HEALTH", PAGES),
            Map.entry("JobBatch.REPORT", PAGES),
            Map.entry("JobStore.MAKE", PAGES),
            Map.entry("Standing.OLDEST_DUE", PAGES),
            Map.entry("Standing.OPEN", PAGES),
            Map.entry("Statistics.SERIES", PAGES),
            Map.entry("SubmissionFilters.CODES", PAGES),
            Map.entry("SubmissionFilters.WARNED", PAGES),
            Map.entry("SubmissionHistory.FIND", PAGES),
            Map.entry("SubmissionList.COUNT", PAGES),
            Map.entry("SubmissionList.PAGE", PAGES),
            Map.entry("Erasure.FOUND", UPKEEP),
            Map.entry("IdempotencyStore.FORGET", UPKEEP),
            Map.entry("SampleDatabase.HOLDS_REAL", UPKEEP));

    private static final String TABLE = "(submission|attempt|warning|idempotency)\\b";
    private static final Pattern WORKS_ON_SUBMISSIONS = Pattern.compile("\\b(FROM|JOIN|INTO|UPDATE)\\s+" + TABLE);
    private static final Pattern CHANGES_THEM = Pattern.compile("\\b(INTO|UPDATE|DELETE FROM)\\s+" + TABLE);
    private static final Pattern NAMES_ONE_TENANT = Pattern.compile("tenant_id\\s*=\\s*\\$1\\b");
    private static final Pattern INSERTS_FOR_ONE =
            Pattern.compile("INSERT INTO " + TABLE + " \\(tenant_id[^)]*\\)\\s*SELECT \\$1,");

    @Test
    void a_statement_on_submissions_names_one_tenant_or_is_known_to_look_over_all() {
        // When
        Set<String> across = onSubmissions()
                .filter(sql -> !namesOneTenant(sql.text()))
                .map(StatementsIT.Sql::name)
                .collect(toSet());
        // Then
        assertThat(across).isEqualTo(ACROSS.keySet());
    }

    @Test
    void what_looks_over_all_tenants_changes_no_submission() {
        assertThat(onSubmissions()
                        .filter(sql -> ACROSS.containsKey(sql.name()))
                        .filter(sql -> !ACROSS.get(sql.name()).equals(UPKEEP)))
                .noneMatch(sql -> CHANGES_THEM.matcher(sql.text()).find());
    }

    @Test
    void nothing_is_triggered_by_rows() {
        try (MigratedDatabase database = new MigratedDatabase()) {
            assertThat(database.column("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
                    .isEmpty();
        }
    }

    private static Stream<StatementsIT.Sql> onSubmissions() {
        return StatementsIT.statements()
                .filter(sql -> WORKS_ON_SUBMISSIONS.matcher(sql.text()).find());
    }

    private static boolean namesOneTenant(String sql) {
        return NAMES_ONE_TENANT.matcher(sql).find()
                || INSERTS_FOR_ONE.matcher(sql).find();
    }
}
