package dev.passback.db.webhook;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;

/** Makes a message for each webhook of each event that it is told of: part of a fold's transaction, so each event once. */
public final class EventFold {

    private EventFold() {}

    static final String ANYBODY = "SELECT EXISTS (SELECT FROM webhook WHERE state = 'active')";

    /** Makes those of what happened in this span of time; next to nothing where nobody listens. */
    public static Future<Void> fold(SqlConnection connection, OffsetDateTime from, OffsetDateTime to) {
        return connection
                .preparedQuery(ANYBODY)
                .execute()
                .compose(rows -> rows.iterator().next().getBoolean(0)
                        ? connection
                                .preparedQuery(SUBMISSIONS)
                                .execute(Tuple.of(from, to))
                                .compose(done ->
                                        connection.preparedQuery(INTEGRATIONS).execute())
                                .compose(done ->
                                        connection.preparedQuery(PROBLEMS).execute())
                                .mapEmpty()
                        : Future.succeededFuture());
    }

    // What an attempt came to, and what a person did. No id of a candidate, no link, no message of an upstream: whoever
    // may know asks for
    // the submission.
    static final String SUBMISSIONS = """
            WITH e AS (
              SELECT a.tenant_id, a.ended_at AS at, a.submission_id, a.integration_id, a.next_state AS state, a.no AS attempt, a.outcome,
                a.status, a.code
              FROM attempt a
              WHERE a.ended_at >= $1 AND a.ended_at < $2 AND a.begun_at < $2
                AND a.next_state IN ('delivered', 'rejected', 'expired', 'held')
              UNION ALL
              SELECT u.tenant_id, u.at, u.submission_id, s.integration_id,
                CASE u.act WHEN 'hold' THEN 'held' ELSE 'delivered' END, s.attempts, NULL, NULL, NULL
              FROM audit u
              JOIN submission s ON s.tenant_id = u.tenant_id AND s.id = u.submission_id
              WHERE u.at >= $1 AND u.at < $2 AND u.subject_kind = 'submission' AND u.act IN ('hold', 'mark as delivered')
            )
            INSERT INTO webhook_message (tenant_id, webhook_id, id, type, body)
            SELECT w.tenant_id, w.id, gen_random_uuid(), 'submission.' || e.state, json_build_object(
              'type', 'submission.' || e.state,
              'timestamp', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
              'data', json_build_object('submission_id', e.submission_id, 'tenant', t.name, 'integration_id', e.integration_id,
                'state', e.state, 'attempts', e.attempt, 'outcome', e.outcome, 'status', e.status, 'code', e.code))::text
            FROM e
            JOIN tenant t ON t.id = e.tenant_id
            JOIN webhook w ON w.tenant_id IN (e.tenant_id, 0) AND w.state = 'active' AND 'submission.' || e.state = ANY (w.events)
              AND w.created_at <= e.at
            """;

    // One that is paused in between is still told of as blocked, until it is released.
    static final String INTEGRATIONS = """
            WITH told AS (
              UPDATE integration i SET told_state = i.state, told_since = i.state_since
              WHERE i.state IN ('active', 'blocked')
                AND (i.told_state <> i.state OR i.state = 'blocked' AND i.told_since IS DISTINCT FROM i.state_since)
              RETURNING i.*, CASE i.state WHEN 'blocked' THEN 'integration.blocked' ELSE 'integration.released' END AS type
            )
            INSERT INTO webhook_message (tenant_id, webhook_id, id, type, body)
            SELECT w.tenant_id, w.id, gen_random_uuid(), i.type, json_build_object(
              'type', i.type,
              'timestamp', to_char(i.state_since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
              'data', json_build_object('tenant', t.name, 'integration_id', i.id, 'label', i.label, 'state', i.state,
                'reason', i.state_reason))::text
            FROM told i
            JOIN tenant t ON t.id = i.tenant_id
            JOIN webhook w ON w.tenant_id IN (i.tenant_id, 0) AND w.state = 'active' AND i.type = ANY (w.events)
              AND w.created_at <= i.state_since
            """;

    // Not its words: they may be a candidate's.
    static final String PROBLEMS = """
            WITH told AS (
              UPDATE problem p SET told_state = p.state
              WHERE p.told_state IS DISTINCT FROM p.state AND p.state IN ('open', 'resolved')
              RETURNING p.*, CASE p.state WHEN 'open' THEN 'problem.opened' ELSE 'problem.resolved' END AS type
            )
            INSERT INTO webhook_message (tenant_id, webhook_id, id, type, body)
            SELECT w.tenant_id, w.id, gen_random_uuid(), p.type, json_build_object(
              'type', p.type,
              'timestamp', to_char(p.state_since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
              'data', json_build_object('problem_id', p.id::text, 'tenant', t.name, 'integration_id', p.integration_id, 'kind', p.kind,
                'code', p.code, 'times', p.times))::text
            FROM told p
            JOIN tenant t ON t.id = p.tenant_id
            JOIN webhook w ON w.tenant_id IN (p.tenant_id, 0) AND w.state = 'active' AND p.type = ANY (w.events)
              AND w.created_at <= p.state_since
            """;
}
