package dev.passback.db.submission;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.UNSURE;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.problem.Cause;
import dev.passback.core.problem.ProblemId;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.core.submission.query.QueryReader;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Database;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.delivery.Settlement;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each term finds, and what it does not. */
class SubmissionFiltersIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Pool PAGES = Database.openForPages(DATABASE.vertx(), DATABASE.address(), 2);
    private static final TestTenant ACME = TestTenant.in(DATABASE);
    private static final TestTenant OTHER = TestTenant.in(DATABASE);
    private static final Map<SubmissionId, String> NAMES = new HashMap<>();

    private static final SubmissionId PLAIN = stored(
            ACME,
            "plain",
            "Coding test: Java",
            "https://results.example.com/r/1",
            candidate("c-1"),
            ACCEPTED,
            new NextStep.Delivered());
    private static final SubmissionId OPEN =
            open(ACME, "open", "Interview 100%", "https://video.example.org/x_y", candidate("c-2"));

    static {
        DATABASE.run("UPDATE tenant SET name = 'Acme' WHERE id = %s", ACME.id().value());
        stored(
                ACME,
                "warned",
                "Sales test",
                "https://results.example.com/r/2",
                application("c-1"),
                result(new Outcome.Accepted(List.of("The custom field \"score\" is 100% missing"))),
                new NextStep.Delivered());
        SubmissionId rejected = stored(
                ACME,
                "rejected",
                "Coding test: Go",
                "https://results.example.com/r/3",
                candidate("c-3"),
                result(new Outcome.Refused("no")),
                new NextStep.Rejected());
        stored(
                ACME.withIntegration("workday:two"),
                "held",
                "Case study",
                "https://results.example.com/r/4",
                candidate("c-4"),
                UNSURE,
                new NextStep.Held());
        SubmissionId old = stored(
                ACME,
                "old",
                "Archive",
                "https://old.example.net/",
                candidate("c-5"),
                ACCEPTED,
                new NextStep.Delivered());
        SubmissionId late = open(ACME, "late", "Overdue", "https://late.example.net/", application("c-6"));
        SubmissionId foreign =
                open(OTHER, "foreign", "Coding test: Foreign", "https://foreign.example.com/", candidate("c-1"));
        DATABASE.run(
                "UPDATE submission SET last_code = 'REMOTE.INPUT_INVALID', attempts = 5, may_be_doubled = true WHERE id = %s",
                rejected);
        DATABASE.run(
                "UPDATE submission SET last_code = 'PLATFORM.X', request_id = 'req-foreign' WHERE id = %s", foreign);
        DATABASE.run("UPDATE submission SET due_at = now() - interval '6 minutes' WHERE id = %s", late);
        DATABASE.run(
                "UPDATE submission SET accepted_at = now() - interval '10 days', id = %s WHERE id = %s",
                renamed(old), old);
    }

    @AfterAll
    static void close() {
        await(PAGES.close());
        DATABASE.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "nothing", textBlock = """
            ``                                      | late,held,rejected,warned,open,plain,old
            state:delivered                         | warned,plain,old
            state:queued,held                       | late,held,open
            -state:delivered,queued                 | held,rejected
            attention:yes                           | late,held,rejected,warned
            attention:no                            | open,plain,old
            late:yes                                | late
            late:no state:queued                    | open
            warned:yes                              | warned
            -warned:yes state:delivered             | plain,old
            doubled:yes                             | rejected
            doubled:no -state:delivered             | late,held,open
            tenant:acme state:held                  | held
            tenant:nobody                           | nothing
            -tenant:Acme                            | nothing
            integration:WORKDAY                     | held
            integration:one -state:delivered        | late,rejected,open
            integration:"of acme" state:held        | held
            -integration:one state:held,rejected    | held
            integration:lever                       | nothing
            code:REMOTE.*                           | rejected
            code:remote.input_invalid               | rejected
            code:REMOTE.*,PLATFORM.X                | rejected
            code:REMOTE.                            | nothing
            -code:*INVALID state:rejected,held      | held
            warning:"custom field"                  | warned
            warning:"100% missing",foo              | warned
            warning:"100_"                          | nothing
            -warning:score state:delivered          | plain,old
            age:<24h state:delivered                | warned,plain
            age:>7d                                 | old
            age:>7d age:<9d                         | nothing
            attempts:>3                             | rejected
            attempts:0                              | late,open
            attempts:>=1 attempts:<5 state:held     | held
            label:"coding test"                     | rejected,plain
            label:java,go                           | rejected,plain
            label:test -label:go,sales              | plain
            label:100%                              | open
            label:100_                              | nothing
            url:video.example.org                   | open
            url:http://video.example.org            | nothing
            url:example.org                         | nothing
            url:*.org                               | open
            url:*x_y                                | open
            url:*xay                                | nothing
            url:video,late                          | late,open
            -url:results.example.com state:delivered | old
            results.example.com/r/2                 | warned
            candidate:c-1                           | plain
            application:c-1                         | warned
            candidate:C-1                           | nothing
            -candidate:c-1 state:delivered          | warned,old
            request:req-plain                       | plain
            -request:req-plain state:delivered      | warned,old
            key:key-open                            | open
            -key:key-open state:queued              | late
            c-1                                     | warned,plain
            req-plain                               | plain
            req-foreign                             | nothing
            key-open                                | open
            coding java                             | plain
            "test: java"                            | plain
            https://results.example.com/r/3         | rejected
            coding -java                            | rejected
            foreign                                 | nothing
            """)
    void a_term_finds_what_it_names_among_what_one_may_see(String query, String names) {
        assertThat(names(query, Optional.of(Set.of(ACME.id()))))
                .containsExactly(names == null ? new String[0] : names.split(","));
    }

    @Test
    void an_id_finds_its_submission_alone_and_by_its_key() {
        Optional<Set<TenantId>> all = Optional.empty();
        assertThat(names(PLAIN.toString(), all)).containsExactly("plain");
        assertThat(names("id:" + PLAIN + "," + OPEN, all)).containsExactly("open", "plain");
        assertThat(names("-id:" + OPEN + " state:queued tenant:acme", all)).containsExactly("late");
    }

    @Test
    void who_sees_all_tenants_finds_them_by_name() {
        assertThat(names("coding", Optional.empty())).containsExactly("foreign", "rejected", "plain");
        assertThat(names("coding tenant:ACME", Optional.empty())).containsExactly("rejected", "plain");
        assertThat(names("code:PLATFORM.*", Optional.empty())).containsExactly("foreign");
        assertThat(names("integration:greenhouse:one key:key-open", Optional.empty()))
                .containsExactly("open");
    }

    @Test
    void an_integration_is_told_from_one_of_another_tenant_with_the_same_id() {
        DATABASE.run(
                "UPDATE integration SET label = 'Only here' WHERE tenant_id = %s",
                OTHER.id().value());
        OTHER.withIntegration("workday:two");

        assertThat(names("integration:\"only here\"", Optional.empty())).containsExactly("foreign");
        assertThat(names("integration:\"only here\",workday", Optional.empty())).containsExactly("foreign", "held");
    }

    @Test
    void a_problem_finds_what_stands_with_it_before_it_has_a_page() {
        ProblemId failure =
                Cause.of(result(new Outcome.Refused("no"))).orElseThrow().on(ACME.integration());
        ProblemId warning =
                Cause.ofWarning("The custom field \"other\" is 7% missing").on(ACME.integration());

        assertThat(names("problem:" + failure, Optional.empty())).containsExactly("rejected");
        assertThat(names("problem:" + warning, Optional.empty())).containsExactly("warned");
        assertThat(names("problem:" + warning + "," + failure, Optional.empty()))
                .containsExactly("rejected", "warned");
        assertThat(names("-problem:" + failure + " state:rejected,held", Optional.of(Set.of(ACME.id()))))
                .containsExactly("held");
        assertThat(names("problem:" + failure, Optional.of(Set.of(OTHER.id())))).isEmpty();
        assertThat(QueryReader.read("problem:nonsense").asked()).isEmpty();
    }

    @Test
    void a_count_ends_where_nobody_counts_on() {
        SubmissionList list = new SubmissionList(PAGES);
        SubmissionFilter filter = filter("", Optional.of(Set.of(ACME.id())));

        assertThat(await(list.count(filter, 100))).isEqualTo(OptionalInt.of(7));
        assertThat(await(list.count(filter, 3))).isEqualTo(OptionalInt.of(3));
    }

    private static List<String> names(String query, Optional<Set<TenantId>> tenants) {
        return await(new SubmissionList(PAGES).page(filter(query, tenants), new Cursor.Newest(), 20)).lines().stream()
                .map(line -> NAMES.get(line.id()))
                .toList();
    }

    private static SubmissionFilter filter(String query, Optional<Set<TenantId>> tenants) {
        return await(
                new SubmissionFilters(PAGES).of(QueryReader.read(query).asked().orElseThrow(), tenants));
    }

    private static SubmissionId stored(
            TestTenant tenant,
            String name,
            String label,
            String url,
            Target target,
            AttemptResult result,
            NextStep next) {
        NewSubmission submission = submission(tenant, name, label, url, target);
        SubmissionStore store = new SubmissionStore(DATABASE.pool(), "node-1");
        await(tenant.queue()
                .settle(new Settlement(await(store.acceptAndClaim(submission, TestTenant.LEASE)), result, next)));
        return submission.id();
    }

    private static SubmissionId open(TestTenant tenant, String name, String label, String url, Target target) {
        NewSubmission submission = submission(tenant, name, label, url, target);
        await(new SubmissionStore(DATABASE.pool(), "node-1").accept(submission));
        return submission.id();
    }

    private static NewSubmission submission(TestTenant tenant, String name, String label, String url, Target target) {
        NewSubmission submission = new NewSubmission(
                SubmissionId.next(),
                tenant.integration(),
                "key000000001",
                target,
                new ResultLink(label, url, "{}"),
                Duration.ofDays(3),
                Optional.of(new IdempotencyKey("key-" + name, Buffer.buffer(name))),
                Optional.of("req-" + name),
                Optional.empty());
        NAMES.put(submission.id(), name);
        return submission;
    }

    /** The id that it would have if it had been made ten days ago. */
    private static SubmissionId renamed(SubmissionId id) {
        SubmissionId before = SubmissionId.leastAt(Instant.now().minus(Duration.ofDays(10)));
        NAMES.put(before, NAMES.remove(id));
        return before;
    }

    private static Target candidate(String id) {
        return new Target(Target.Kind.CANDIDATE, id);
    }

    private static Target application(String id) {
        return new Target(Target.Kind.APPLICATION, id);
    }
}
