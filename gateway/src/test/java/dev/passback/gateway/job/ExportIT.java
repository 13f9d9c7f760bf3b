package dev.passback.gateway.job;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.job.JobAct;
import dev.passback.core.job.JobState;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.export.ExportFiles;
import dev.passback.db.job.Job;
import dev.passback.db.job.JobStore;
import dev.passback.db.job.NewJob;
import dev.passback.db.job.OldJobs;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that write what matches to a file. */
class ExportIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Act SAM = new Act("staff:sam", Optional.of("the auditor asks"), "10.0.0.1");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MANY = 3_210;

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final JobStore jobs = new JobStore(DATABASE.pool());
    private final List<JobNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(JobNode::kill);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void each_line_is_written_once_though_nodes_take_the_job_from_each_other_all_the_time() {
        // Given
        many();
        UUID job = make(JobAct.EXPORT_NDJSON);
        // When: leases end while their holders go on
        nodes.add(new JobNode("first", DATABASE.address()));
        nodes.add(new JobNode("second", DATABASE.address()));
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(() -> {
            DATABASE.run("UPDATE job SET lease_until = now() - interval '1 s' WHERE state = 'running'");
            return find(job).state() == JobState.DONE;
        });
        // Then
        List<JsonObject> lines = file(job).lines().map(JsonObject::new).toList();
        assertThat(lines).hasSize(MANY);
        assertThat(lines.stream().map(line -> line.getString("submission_id")))
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(lines).allMatch(line -> line.getString("url_host").equals("example.com"));
        assertThat(find(job).counts().done()).isEqualTo(MANY);
    }

    @Test
    void files_are_forgotten_after_a_week_and_jobs_after_a_quarter() {
        // Given
        many();
        UUID job = make(JobAct.EXPORT_CSV);
        nodes.add(new JobNode("only", DATABASE.address()));
        await().atMost(LONGEST).until(() -> find(job).state() == JobState.DONE);
        OldJobs old = new OldJobs(DATABASE.pool());
        // When
        age(job, 6);
        await(old.forget());
        // Then
        assertThat(file(job)).isNotEmpty();
        // When
        age(job, 8);
        await(old.forget());
        // Then
        assertThat(file(job)).isEmpty();
        assertThat(find(job).counts().done()).isEqualTo(MANY);
        // When
        age(job, 91);
        await(old.forget());
        // Then
        assertThat(await(jobs.find(job, Optional.empty()))).isEmpty();
    }

    private void many() {
        DATABASE.run("""
                INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, state, due_at, retry_until)
                SELECT %s, gen_random_uuid(), %s, 'k', 'candidate', 'c' || n, 'many', 'https://example.com/' || n, '{}', 'queued',
                  now(), now()
                FROM generate_series(1, %s) n
                """, tenant.id().value(), tenant.integration().id(), MANY);
    }

    private UUID make(JobAct act) {
        NewJob job =
                new NewJob(UUID.randomUUID(), act, "label:many", Optional.of(Set.of(tenant.id())), 20_000, 1_000, true);
        return await(jobs.make(job, SAM)).orElseThrow();
    }

    private Job find(UUID job) {
        return await(jobs.find(job, Optional.empty())).orElseThrow();
    }

    private static void age(UUID job, int days) {
        DATABASE.run("UPDATE job SET ended_at = now() - %s * interval '1 day' WHERE id = %s", days, job);
    }

    private static String file(UUID job) {
        ExportFiles files = new ExportFiles(DATABASE.pool());
        StringBuilder text = new StringBuilder();
        Optional<ExportFiles.Part> part = await(files.next(job, -1));
        while (part.isPresent()) {
            text.append(part.get().text());
            part = await(files.next(job, part.get().no()));
        }
        return text.toString();
    }
}
