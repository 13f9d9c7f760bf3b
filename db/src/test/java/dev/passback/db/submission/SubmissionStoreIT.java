package dev.passback.db.submission;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.Progress;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.Failures;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.delivery.Claimed;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final SubmissionStore store = new SubmissionStore(DATABASE.pool(), "node-1");

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void an_accepted_submission_is_committed_and_due() {
        // Given
        NewSubmission submission = tenant.submission();
        // When
        await(store.accept(submission));
        // Then
        assertThat(tenant.row(submission.id()))
                .containsEntry("tenant_id", tenant.id().toString())
                .containsEntry("integration_id", tenant.integration().id())
                .containsEntry("key_id", "key000000001")
                .containsEntry("target_kind", "candidate")
                .containsEntry("target_id", "candidate-1")
                .containsEntry("label", "Result")
                .containsEntry("url", "https://example.com/r")
                .containsEntry("state", "queued")
                .containsEntry("attempts", "0")
                .containsEntry("partition", "submission_open");
        assertThat(DATABASE.text(
                        "SELECT due_at = accepted_at AND due_at <= now() AND retry_until = accepted_at + interval '72 h'"
                                + " FROM submission WHERE id = %s",
                        submission.id()))
                .isEqualTo("t");
        assertThat(tenant.attempts(submission.id())).isEmpty();
    }

    @Test
    void a_submission_accepted_and_claimed_is_born_sending_with_its_attempt_in_the_same_transaction() {
        // Given
        NewSubmission submission = tenant.submission();
        // When
        Claimed claimed = await(store.acceptAndClaim(submission, LEASE));
        // Then
        Map<String, @Nullable String> row = tenant.row(submission.id());
        Map<String, @Nullable String> attempt = tenant.attempts(submission.id()).getFirst();
        assertThat(row).containsEntry("state", "sending").containsEntry("attempts", "1");
        assertThat(row).containsEntry("due_at", null);
        assertThat(row).containsEntry("lease", claimed.lease().toString());
        assertThat(attempt)
                .containsEntry("no", "1")
                .containsEntry("lease", claimed.lease().toString())
                .containsEntry("node", "node-1")
                .containsEntry("ended_at", null)
                .containsEntry("xmin", row.get("xmin"));
        assertThat(DATABASE.text(
                        "SELECT lease_until = accepted_at + interval '75 s' FROM submission WHERE id = %s",
                        submission.id()))
                .isEqualTo("t");
    }

    @Test
    void what_is_claimed_at_once_says_all_that_the_first_attempt_needs() {
        // Given
        NewSubmission submission = tenant.submission();
        // When
        Claimed claimed = await(store.acceptAndClaim(submission, LEASE));
        // Then
        assertThat(claimed.id()).isEqualTo(submission.id());
        assertThat(claimed.integration()).isEqualTo(tenant.integration());
        assertThat(claimed.target()).isEqualTo(submission.target());
        assertThat(claimed.body()).isEqualTo(submission.link().body());
        assertThat(claimed.attempt()).isEqualTo(1);
        assertThat(claimed.progress()).isEqualTo(new Progress(1, 0, Duration.ofDays(3)));
        assertThat(DATABASE.text(
                        "SELECT begun_at = %s::timestamptz FROM attempt WHERE submission_id = %s",
                        claimed.begunAt(), submission.id()))
                .isEqualTo("t");
    }

    @Test
    void accepts_that_come_together_share_few_commits_and_each_gets_its_own_answer() {
        // Given
        List<NewSubmission> submissions =
                Stream.generate(tenant::submission).limit(1_000).toList();
        // When
        List<Future<Claimed>> answers = submissions.stream()
                .map(one -> store.acceptAndClaim(one, LEASE))
                .toList();
        await(Future.all(answers));
        // Then
        assertThat(answers).extracting(answer -> answer.result().id()).containsExactlyElementsOf(ids(submissions));
        assertThat(DATABASE.text("SELECT count(*) FROM submission WHERE tenant_id = %s", tenant.id()))
                .isEqualTo("1000");
        assertThat(commits()).isBetween(2, 20);
    }

    @Test
    void accepts_of_two_tenants_never_share_a_statement() {
        // Given
        TestTenant other = TestTenant.in(DATABASE);
        List<Future<Void>> answers = new ArrayList<>();
        // When
        for (int i = 0; i < 50; i++) {
            answers.add(store.accept(tenant.submission()));
            answers.add(store.accept(other.submission()));
        }
        await(Future.all(answers));
        // Then
        assertThat(DATABASE.column(
                        "SELECT count(DISTINCT tenant_id) FROM submission WHERE tenant_id IN (%s, %s) GROUP BY xmin::text",
                        tenant.id(), other.id()))
                .containsOnly("1");
    }

    @Test
    void a_bad_row_fails_alone_and_not_its_neighbours() {
        // Given
        NewSubmission taken = tenant.submission();
        await(store.accept(taken));
        List<NewSubmission> good = Stream.generate(tenant::submission).limit(60).toList();
        NewSubmission unstorable = labelled("half \0 a label");
        // When
        List<Future<Void>> answers = new ArrayList<>();
        good.subList(0, 30).forEach(one -> answers.add(store.accept(one)));
        Future<Void> twice = store.accept(taken);
        Future<Void> broken = store.accept(unstorable);
        good.subList(30, 60).forEach(one -> answers.add(store.accept(one)));
        await(Future.join(Future.all(answers), Future.join(twice, broken).otherwiseEmpty()));
        // Then
        assertThat(twice.failed()).isTrue();
        assertThat(Failures.isDuplicate(twice.cause())).isTrue();
        assertThat(broken.failed()).isTrue();
        assertThat(DATABASE.column("SELECT id FROM submission WHERE tenant_id = %s", tenant.id()))
                .hasSize(61)
                .containsAll(ids(good).stream().map(Object::toString).toList());
    }

    @Test
    void callers_on_many_threads_each_get_an_answer_for_their_own_row() throws InterruptedException {
        // Given
        Callable<UUID> caller = () -> {
            NewSubmission submission = tenant.submission();
            Claimed claimed = await(store.acceptAndClaim(submission, LEASE));
            return claimed.id().equals(submission.id()) ? claimed.lease() : new UUID(0, 0);
        };
        // When
        List<String> answered;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            answered = threads.invokeAll(Collections.nCopies(400, caller)).stream()
                    .map(done -> done.resultNow().toString())
                    .toList();
        }
        // Then
        assertThat(DATABASE.column("SELECT lease FROM submission WHERE tenant_id = %s", tenant.id()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(answered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\" : \"a\\u0041\\n\\\\\",\r\n\t\"url\":\"https://example.com/?a=1&b=%20\" }  \n",
                "{\"label\":\"Ünïcödé 漢字 😀 \\ud83d\\ude00 \\/ ' \\\" $1 {x} %s\"}",
                "  {\"a\":1.10,\"a2\":1e400,\"big\":12345678901234567890123,\"e\u0301\":\"\u00e9\\u2028\u2028\"}",
            })
    void the_body_comes_back_to_the_letter(String body) {
        // Given
        NewSubmission submission = tenant.submission(body);
        // When
        await(store.accept(submission));
        // Then
        assertThat(tenant.row(submission.id())).containsEntry("body", body);
        assertThat(await(tenant.queue().claim(tenant.integration(), 1, LEASE))
                        .getFirst()
                        .body())
                .isEqualTo(body);
    }

    private NewSubmission labelled(String label) {
        NewSubmission like = tenant.submission();
        ResultLink link = new ResultLink(label, like.link().url(), like.link().body());
        return new NewSubmission(like.id(), like.integration(), like.keyId(), like.target(), link, like.retryWindow());
    }

    private static List<SubmissionId> ids(List<NewSubmission> submissions) {
        return submissions.stream().map(NewSubmission::id).toList();
    }

    // A row knows the transaction that wrote it, so this counts commits from outside, without trusting our own code.
    private int commits() {
        return DATABASE.column("SELECT DISTINCT xmin::text FROM submission WHERE tenant_id = %s", tenant.id())
                .size();
    }
}
