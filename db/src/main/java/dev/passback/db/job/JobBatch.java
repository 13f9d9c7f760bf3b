package dev.passback.db.job;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Failures;
import dev.passback.db.audit.Act;
import dev.passback.db.export.ExportParts;
import dev.passback.db.export.FileFormat;
import dev.passback.db.submission.SubmissionActions;
import dev.passback.db.submission.SubmissionLine;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Acts on a batch of submissions and moves the job's cursor past it, in one transaction under the job's lease: either all of it
 * is committed or nothing is. Where a batch collides with others, or the database refuses a row, each of its submissions has a
 * transaction of its own, so that one cannot hold up the rest.
 */
public final class JobBatch {

    private static final int MOST_REPORTED = 1_000;
    private static final int MOST_TRIES = 3;

    private final Pool pool;

    public JobBatch(Pool pool) {
        this.pool = pool;
    }

    /**
     * Submissions that have their turn together.
     *
     * @param lines in the order of their ids, all after the cursor
     * @param to where the cursor stands then
     * @param last whether none is left after them
     */
    public record Batch(List<SubmissionLine> lines, UUID to, boolean last) {
        public Batch {
            lines = List.copyOf(lines);
        }

        private static Batch of(SubmissionLine line) {
            return new Batch(List.of(line), line.id().value(), false);
        }
    }

    /**
     * Gives them their turn.
     *
     * @return where the job stands then; failed with {@link JobLostException} if it is not this node's any more
     */
    public Future<TakenJob> work(TakenJob taken, Batch batch) {
        return together(taken, batch).recover(failure -> {
            boolean rows = Failures.isRefused(failure) && !batch.lines().isEmpty();
            return rows ? oneByOne(taken, batch) : Future.failedFuture(failure);
        });
    }

    private Future<TakenJob> oneByOne(TakenJob taken, Batch batch) {
        Future<TakenJob> all = Future.succeededFuture(taken);
        for (SubmissionLine line : batch.lines()) {
            all = all.compose(before -> alone(before, line, MOST_TRIES));
        }
        return all.compose(after -> together(after, new Batch(List.of(), batch.to(), batch.last())));
    }

    private Future<TakenJob> alone(TakenJob taken, SubmissionLine line, int tries) {
        return together(taken, Batch.of(line)).recover(failure -> {
            if (Failures.isCollision(failure) && tries > 1) {
                return alone(taken, line, tries - 1);
            }
            return Failures.isRefused(failure) && !Failures.isCollision(failure)
                    ? passOver(taken, line, failure)
                    : Future.failedFuture(failure);
        });
    }

    private Future<TakenJob> together(TakenJob taken, Batch batch) {
        int all = batch.lines().size();
        return pool.withTransaction(connection -> mine(connection, taken)
                        .compose(mine -> acts(connection, taken.job(), batch.lines()))
                        .compose(same -> report(connection, taken, same, null)
                                .compose(noted -> advance(
                                        connection, taken, batch, new Tally(all - same.size(), same.size(), 0)))))
                .map(taken.at(batch.to()));
    }

    /** What the database refuses alone is noted as refused. */
    private Future<TakenJob> passOver(TakenJob taken, SubmissionLine line, Throwable refusal) {
        return pool.withTransaction(connection -> mine(connection, taken)
                        .compose(mine -> report(connection, taken, List.of(line), String.valueOf(refusal.getMessage())))
                        .compose(noted -> advance(connection, taken, Batch.of(line), new Tally(0, 0, 1))))
                .map(taken.at(line.id().value()));
    }

    private record Tally(int done, int unchanged, int refused) {}

    // The row stays locked until the commit, so nobody else moves the cursor or ends the job meanwhile.
    static final String MINE = """
            SELECT id FROM job WHERE id = $1 AND lease = $2 AND cursor_id = $3 AND state = 'running' FOR UPDATE
            """;

    private static Future<Void> mine(SqlConnection connection, TakenJob taken) {
        return connection
                .preparedQuery(MINE)
                .execute(Tuple.of(taken.job().id(), taken.lease(), taken.cursor()))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(new JobLostException(taken.job().id())));
    }

    /** Those on which there was nothing to change. */
    private static Future<List<SubmissionLine>> acts(SqlConnection connection, Job job, List<SubmissionLine> lines) {
        Optional<FileFormat> format = FileFormat.of(job.act());
        if (format.isPresent()) {
            return ExportParts.append(connection, job.id(), format.get(), lines).map(List.of());
        }
        SubmissionActions actions = SubmissionActions.within(connection);
        Act act = new Act(job.actor(), Optional.of(job.reason()), "job " + job.id());
        List<Future<Boolean>> changes = lines.stream()
                .map(line -> act(actions, job, line.tenant().id(), line.id(), act))
                .toList();
        return Future.all(changes)
                .map(all -> IntStream.range(0, lines.size())
                        .filter(no -> !changes.get(no).result())
                        .mapToObj(lines::get)
                        .toList());
    }

    private static Future<Boolean> act(SubmissionActions actions, Job job, TenantId tenant, SubmissionId id, Act act) {
        return switch (job.act()) {
            case SEND_AGAIN -> actions.sendAgain(tenant, id, act);
            case RELEASE -> actions.release(tenant, id, act);
            case HOLD -> actions.hold(tenant, id, act);
            case CANCEL -> actions.cancel(tenant, id, act);
            case EXPORT_CSV, EXPORT_NDJSON -> throw new IllegalStateException("an export changes no submission");
        };
    }

    static final String REPORT = """
            INSERT INTO job_unchanged (job_id, submission_id, tenant_id, found, refusal)
            SELECT $1, s.id, s.tenant_id, s.state, $4
            FROM unnest($2::bigint[], $3::uuid[]) AS u (tenant_id, id)
            JOIN submission s ON s.tenant_id = u.tenant_id AND s.id = u.id
            LIMIT (SELECT greatest($5 - unchanged - refused, 0) FROM job WHERE id = $1)
            """;

    private static Future<Void> report(
            SqlConnection connection, TakenJob taken, List<SubmissionLine> lines, @Nullable String refusal) {
        if (lines.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple values = Tuple.tuple()
                .addValue(taken.job().id())
                .addValue(lines.stream().map(line -> line.tenant().id().value()).toArray(Long[]::new))
                .addValue(lines.stream().map(line -> line.id().value()).toArray(UUID[]::new))
                .addValue(refusal)
                .addValue(MOST_REPORTED);
        return connection.preparedQuery(REPORT).execute(values).mapEmpty();
    }

    static final String ADVANCE = """
            UPDATE job
            SET cursor_id = $2, done = done + $3, unchanged = unchanged + $4, refused = refused + $5, stumbles = 0,
                state = CASE WHEN $6::boolean THEN 'done' ELSE state END,
                ended_at = CASE WHEN $6::boolean THEN now() END,
                lease = CASE WHEN $6::boolean THEN NULL ELSE lease END,
                lease_until = CASE WHEN NOT $6::boolean THEN now() + $7 * interval '1 millisecond' END
            WHERE id = $1
            """;

    private static Future<Void> advance(SqlConnection connection, TakenJob taken, Batch batch, Tally tally) {
        Tuple values =
                Tuple.of(taken.job().id(), batch.to(), tally.done(), tally.unchanged(), tally.refused(), batch.last());
        return connection
                .preparedQuery(ADVANCE)
                .execute(values.addValue(JobQueue.LEASE.toMillis()))
                .mapEmpty();
    }
}
