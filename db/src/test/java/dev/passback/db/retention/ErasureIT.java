package dev.passback.db.retention;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.Settlement;
import dev.passback.db.retention.Erasure.Erased;
import dev.passback.db.submission.NewSubmission;
import dev.passback.db.submission.SubmissionStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErasureIT {

    // with what would be something else in a pattern, in JSON and in a word
    private static final String CANDIDATE = "ada+lovelace.7\"x";
    private static final String URL = "https://results.example.com/r/of-ada";
    private static final String LABEL = "Ada's logic test";
    private static final String WARNING = "Ada has no such field";
    private static final Act ACT = new Act("cli:bo", Optional.of("request 12 of " + CANDIDATE), "here");

    private final MigratedDatabase database = new MigratedDatabase();
    private final TestTenant tenant = TestTenant.in(database);
    private final Erasure erasure = new Erasure(database.pool());
    private final Target ada = new Target(Target.Kind.CANDIDATE, CANDIDATE);

    @AfterEach
    void close() {
        database.close();
    }

    private Claimed sending(Target target) {
        NewSubmission submission = new NewSubmission(
                SubmissionId.next(),
                tenant.integration(),
                "key000000001",
                target,
                new ResultLink(LABEL, URL, "{\"label\":\"" + LABEL + "\",\"url\":\"" + URL + "\"}"),
                Duration.ofDays(3));
        return await(new SubmissionStore(database.pool(), "node-1").acceptAndClaim(submission, TestTenant.LEASE));
    }

    private SubmissionId delivered(Target target) {
        Claimed claimed = sending(target);
        AttemptResult result = TestTenant.result(new Outcome.Accepted(List.of(WARNING)));
        await(tenant.queue().settle(new Settlement(claimed, result, new NextStep.Delivered())));
        return claimed.id();
    }

    /** All that is in the database, as a dump would have it. */
    private String dump() {
        StringBuilder all = new StringBuilder();
        for (String table : database.column(
                "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")) {
            database.column("SELECT t::text FROM " + table + " t")
                    .forEach(row -> all.append(table).append(' ').append(row).append('\n'));
        }
        return all.toString();
    }

    @Test
    void nothing_of_the_candidate_is_left_anywhere_and_the_others_are_whole() {
        // Given
        SubmissionId first = delivered(ada);
        SubmissionId second = delivered(ada);
        SubmissionId others = tenant.settled(TestTenant.ACCEPTED, new NextStep.Delivered());
        traces(first, second);
        String before = dump();
        assertThat(before).contains(URL, LABEL, WARNING, "ada+lovelace.7");
        // When
        Erased would = await(erasure.preview(tenant.id(), ada));
        assertThat(dump().length()).as("a preview changes nothing").isEqualTo(before.length());
        Erased erased = await(erasure.erase(tenant.id(), ada, ACT));
        // Then
        assertThat(would).isEqualTo(erased);
        assertThat(erased).isEqualTo(new Erased(2, 2, 2, 1, 1, 6));
        assertThat(dump().replace("ada+lovelace.77", "somebody else"))
                .doesNotContain(URL, LABEL, WARNING, "ada+lovelace", "anna rang Ada")
                .doesNotContain(first.toString() + ",export")
                .contains(others.toString())
                .contains("state:held -candidate:somebody else");
        assertThat(database.column("SELECT after->>'submissions' FROM audit WHERE act = 'erase'"))
                .containsExactly("2");
        assertThat(database.column("SELECT reason FROM audit WHERE act = 'erase'"))
                .containsExactly("request 12 of (erased)");
        assertThat(database.column("SELECT count(*)::text FROM job_part")).containsExactly("1");
    }

    /** What people leave behind as they work. */
    private void traces(SubmissionId first, SubmissionId second) {
        String quoted = CANDIDATE.replace("'", "''");
        String json = CANDIDATE.replace("\"", "\\\\\"");
        database.run("INSERT INTO idempotency (tenant_id, key, request_hash, submission_id) VALUES (" + tenant.id()
                + ", 'once', '', '" + first + "')");
        UUID holding = job("state:delivered candidate:" + quoted);
        UUID innocent = job("state:held -candidate:ada+lovelace.77");
        database.run("INSERT INTO job_part (job_id, no, content) VALUES ('" + holding + "', 0, '" + first
                + ",export'), ('" + innocent + "', 0, 'nothing of her')");
        database.run("INSERT INTO staff (name, password_hash, role) VALUES ('anna', 'x', 'support')");
        database.run("INSERT INTO saved_view (owner, name, query, shared) VALUES ('anna', 'hers', 'candidate:" + quoted
                + "', false)");
        database.run("INSERT INTO audit (tenant_id, submission_id, actor, act, reason, origin) VALUES (" + tenant.id()
                + ", '" + second + "', 'staff:anna', 'reveal', 'anna rang Ada', 'there')");
        database.run(
                "INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after) VALUES (0, 'staff:anna', 'make job', "
                        + "'for " + quoted + "', 'there', 'job', 'j', jsonb_build_object('query', E'candidate:"
                        + json.replace("\\\\", "") + "'))");
        database.run(
                "INSERT INTO problem (tenant_id, id, integration_id, kind, cause, code, pattern, sample, sample_submission, first_seen, last_seen, times)"
                        + " VALUES (" + tenant.id()
                        + ", 1, 'greenhouse:one', 'warning', 1, '', '… has no such field', '" + WARNING + "', '"
                        + second
                        + "', now(), now(), 1)");
        database.run("INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject) VALUES ("
                + tenant.id() + ", 'staff:anna', 'download', null, 'there', 'submission', 'candidate:" + quoted + "')");
        database.run("INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject) VALUES ("
                + tenant.id() + ", 'staff:anna', 'note', 'nothing of her', 'there', 'tenant', 'x')");
    }

    private UUID job(String query) {
        UUID id = UUID.randomUUID();
        database.run(
                "INSERT INTO job (id, form, actor, act, reason, query, rate, expected, expected_more, last_id) VALUES ('"
                        + id + "', '" + UUID.randomUUID() + "', 'staff:anna', 'export csv', 'asked', '" + query
                        + "', 1, 1, false, '" + id + "')");
        return id;
    }

    @Test
    void what_waits_is_not_sent_any_more() {
        // Given
        NewSubmission waiting = tenant.submission();
        await(new SubmissionStore(database.pool(), "node-1").accept(waiting));
        // When
        Erased erased = await(erasure.erase(tenant.id(), waiting.target(), ACT));
        // Then
        assertThat(erased.submissions()).isOne();
        assertThat(await(tenant.queue().due())).isEmpty();
    }

    @Test
    void what_is_being_sent_and_what_is_under_a_hold_is_refused() {
        // Given
        sending(ada);
        // Then
        assertThatThrownBy(() -> await(erasure.erase(tenant.id(), ada, ACT))).hasMessageContaining("being sent");
        // Given
        await(new RetentionSettings(database.pool()).hold(tenant.id(), ACT));
        // Then
        assertThatThrownBy(() -> await(erasure.erase(tenant.id(), ada, ACT))).hasMessageContaining("legal hold");
        assertThat(database.column("SELECT count(*)::text FROM submission")).containsExactly("1");
        assertThat(database.column("SELECT act FROM audit WHERE act = 'erase'")).isEmpty();
    }
}
