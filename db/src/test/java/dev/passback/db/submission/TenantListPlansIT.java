package dev.passback.db.submission;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.db.Database;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a tenant's list costs must not grow with other tenants, with history or with what does not match. The stock is unkind:
 * what is looked for is the oldest that the tenant has, and others have sent a lot since the tenant's last.
 */
class TenantListPlansIT {

    record Asked(String name, TenantFilter filter, Optional<SubmissionId> olderThan) {
        Asked(String name, TenantFilter filter) {
            this(name, filter, Optional.empty());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final int PAGE = 50;
    // a page, a row more that tells that there is another page, and one for each partition looked into
    private static final int MOST_TOUCHED = PAGE + 1 + 10;

    private static final Instant NOW = Instant.parse("2024-06-15T12:00:00Z");
    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Pool LISTS = Database.openForLists(DATABASE.vertx(), DATABASE.address(), 1);
    private static final TestTenant TENANT = TestTenant.in(DATABASE);

    private static final Pattern TOUCHED = Pattern.compile(
            "Scan\\b.* on (?:submission\\w*|past|present) .*\\(actual rows=(\\d+)|Rows Removed by [\\w ]+: (\\d+)");

    // below the limit nothing but indexes that are read from their end
    private static final Pattern READ_IN_ORDER =
            Pattern.compile("Limit .*\\n +-> +(Merge Append .*\\n +Sort Key: s.tenant_id DESC, s.id DESC\\n"
                    + "|Index Scan Backward using \\w+ on submission_open)");

    @BeforeAll
    static void fill() {
        TestTenant other = TestTenant.in(DATABASE);
        TENANT.withIntegration("quiet");
        DATABASE.run("CREATE TABLE past PARTITION OF submission FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')");
        DATABASE.run("CREATE TABLE present PARTITION OF submission FOR VALUES FROM ('2024-06-01') TO ('2024-07-01')");
        history(TENANT, Duration.ofDays(400), 300, "'quiet', 'candidate ' || no, 'delivered', 0, false");
        history(TENANT, minutes(60), 300, "'greenhouse:one', 'wanted ' || mod(no, 10), 'rejected', 0, false");
        history(TENANT, minutes(55), 300, "'greenhouse:one', 'candidate ' || no, 'delivered', 1, false");
        history(TENANT, minutes(50), 300, "'greenhouse:one', 'candidate ' || no, 'delivered', 0, true");
        history(TENANT, minutes(45), 10_000, "'greenhouse:one', 'candidate ' || no, 'delivered', 0, false");
        history(other, minutes(30), 2_000, "'greenhouse:one', 'candidate ' || no, 'rejected', 1, true");
        history(other, minutes(25), 10_000, "'greenhouse:one', 'candidate ' || no, 'delivered', 0, false");
        queued(TENANT, minutes(20), 2_000);
        queued(other, minutes(10), 4_000);
        DATABASE.run("ANALYZE");
    }

    @AfterAll
    static void close() {
        await(LISTS.close());
        DATABASE.close();
    }

    static Stream<Asked> lists() {
        return Stream.of(
                new Asked("all", Filters.ALL),
                new Asked("a later page", Filters.ALL, Optional.of(SubmissionId.leastAt(NOW.minus(minutes(44))))),
                new Asked("one integration", Filters.of("quiet")),
                new Asked("a state that few end in", Filters.in(SubmissionState.REJECTED)),
                new Asked("the state that most end in", Filters.in(SubmissionState.DELIVERED)),
                new Asked("a state of open work", Filters.in(SubmissionState.QUEUED)),
                new Asked("warned", Filters.marked(true, false)),
                new Asked("may be doubled", Filters.marked(false, true)),
                new Asked("since a time", accepted(minutes(65), minutes(0))),
                new Asked("a time of the past", accepted(Duration.ofDays(401), Duration.ofDays(399))));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_page_touches_hardly_more_rows_than_it_shows_and_sorts_none(Asked asked) {
        // When
        String plan = plan(asked);
        // Then
        assertThat(touched(plan)).as(plan).isLessThanOrEqualTo(MOST_TOUCHED);
        assertThat(plan).containsPattern(READ_IN_ORDER);
    }

    @Test
    void of_an_integration_that_was_never_sent_to_nothing_is_touched() {
        // When
        String plan = plan(new Asked("", Filters.of("none")));
        // Then
        assertThat(touched(plan)).as(plan).isZero();
    }

    // These are sorted: only this filter's index does not start with the tenant, and a candidate has few.
    @Test
    void of_a_candidate_only_its_own_submissions_are_touched() {
        // When
        String plan = plan(new Asked("", Filters.of(new Target(Target.Kind.CANDIDATE, "wanted 7"))));
        // Then
        assertThat(touched(plan)).as(plan).isEqualTo(30);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static TenantFilter accepted(Duration fromAgo, Duration toAgo) {
        return Filters.accepted(Optional.of(NOW.minus(fromAgo)), Optional.of(NOW.minus(toAgo)));
    }

    /** Settled ones, the first accepted that long ago, the last about three minutes later. */
    private static void history(TestTenant tenant, Duration ago, int rows, String columns) {
        fill(tenant, ago, rows, columns + ", accepted_at + interval '1 s', NULL");
    }

    private static void queued(TestTenant tenant, Duration ago, int rows) {
        String columns = "'greenhouse:one', 'candidate ' || no, 'queued', 0, false";
        fill(tenant, ago, rows, columns + ", 'infinity', accepted_at");
    }

    private static void fill(TestTenant tenant, Duration ago, int rows, String columns) {
        DATABASE.run("""
                INSERT INTO submission (tenant_id, id, accepted_at, retry_until, key_id, target_kind, label, url, body, attempts,
                  integration_id, target_id, state, warnings, may_be_doubled, settled_at, due_at)
                SELECT %s, (lpad(to_hex((extract(epoch FROM accepted_at) * 1000)::bigint), 12, '0')
                    || '70008000' || lpad(to_hex(no), 12, '0'))::uuid,
                  accepted_at, accepted_at, 'key', 'candidate', 'label', 'https://example.com', '{}', 1, \
                """ + columns + """
                 FROM (SELECT no, %s::timestamptz + no * interval '3 min' / %s AS accepted_at FROM generate_series(1, %s) AS no) s
                """, tenant.id().value(), NOW.minus(ago), rows, rows);
    }

    /** How the page itself is read: the node with the limit and all below it. */
    private static String plan(Asked asked) {
        List<String> lines = await(
                LISTS.preparedQuery("EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF, BUFFERS OFF) " + TenantSubmissions.PAGE)
                        .execute(TenantSubmissions.values(TENANT.id(), asked.filter(), asked.olderThan(), PAGE + 1))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getString(0))
                                .toList()));
        String limit = lines.stream()
                .filter(line -> line.contains("->  Limit"))
                .findFirst()
                .orElseThrow();
        return lines.stream()
                .dropWhile(line -> !line.equals(limit))
                .takeWhile(line -> line.equals(limit) || line.indexOf("->") != limit.indexOf("->"))
                .collect(Collectors.joining("\n"));
    }

    /** The rows that were read, those that were thrown away included. */
    private static long touched(String plan) {
        return TOUCHED.matcher(plan)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .mapToLong(Long::parseLong)
                .sum();
    }
}
