package dev.passback.db.submission;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.Checked;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.ResultLinkRules;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Test links: what people send to see whether an integration works. Each is a submission like any other, which the delivery loop
 * finds due, so its state tells how it went.
 */
public final class TestLinks {

    public static final String LABEL = "Passback test link";
    public static final String DEFAULT_URL = "https://example.com/passback-test";

    private final Pool pool;

    public TestLinks(Pool pool) {
        this.pool = pool;
    }

    /** A link to send; the rules of every result link hold for its URL. */
    public static Checked link(String url) {
        JsonObject body = new JsonObject().put("label", LABEL).put("url", url);
        return ResultLinkRules.check(body.encode().getBytes(StandardCharsets.UTF_8));
    }

    static final String SEND = """
            WITH stored AS (
              INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, state, due_at,
                retry_until)
              SELECT i.tenant_id, $3, i.id, 'test', $4, $5, $6, $7, $8, 'queued', now(),
                now() + i.retry_window * interval '1 millisecond'
              FROM integration i WHERE i.tenant_id = $1 AND i.id = $2
              RETURNING id, integration_id
            ), noted AS (
              INSERT INTO audit (tenant_id, submission_id, actor, act, reason, origin, subject_kind, subject)
              SELECT $1, id, $9, 'send test link', $10, $11, 'integration', integration_id FROM stored
            )
            SELECT id FROM stored
            """;

    /** Stores a test link, due at once; nothing when there is no such integration. */
    public Future<Optional<SubmissionId>> send(IntegrationRef ref, Target target, ResultLink link, Act act) {
        SubmissionId id = SubmissionId.next();
        Tuple values = Tuple.tuple()
                .addValue(ref.tenant().value())
                .addValue(ref.id())
                .addValue(id.value())
                .addValue(target.kind().word())
                .addValue(target.id())
                .addValue(link.label())
                .addValue(link.url())
                .addValue(link.body());
        return pool.preparedQuery(SEND)
                .execute(act.addTo(values))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(id));
    }
}
