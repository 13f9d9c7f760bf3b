package dev.passback.db.webhook;

import dev.passback.core.credential.Sealed;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.webhook.EventType;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.Acted;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks for the people who set them up. Each change is in the audit log; no secret is read here. */
public final class WebhookStore {

    /** How long the secret before stays good beside a new one, unless somebody says otherwise. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    private final Pool pool;

    public WebhookStore(Pool pool) {
        this.pool = pool;
    }

    static final String CREATE = """
            WITH made AS (
              INSERT INTO webhook (tenant_id, id, url, events) VALUES ($1, $2, $3, $4) RETURNING *
            ), secret AS (
              INSERT INTO webhook_secret (tenant_id, webhook_id, no, key_id, ciphertext) SELECT tenant_id, id, 1, $5, $6 FROM made
            )
            INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
            SELECT tenant_id, $7, 'create', $8, $9, 'webhook', id::text, jsonb_build_object('url', url, 'events', events) FROM made
            """;

    /** Makes one that hears of this from now on. */
    public Future<Void> create(WebhookRef ref, URI url, Set<EventType> events, Sealed secret, Act act) {
        Tuple values = Tuple.of(
                ref.tenant().value(),
                ref.id(),
                url.toString(),
                events.stream().map(EventType::word).sorted().toArray(String[]::new),
                secret.keyId(),
                secret.ciphertext());
        return pool.preparedQuery(CREATE).execute(act.addTo(values)).mapEmpty();
    }

    // Nothing is counted farther than the limit.
    static final String LIST = """
            SELECT w.*, t.name AS tenant,
              (SELECT count(*) FROM (SELECT FROM webhook_message m
                WHERE m.tenant_id = w.tenant_id AND m.webhook_id = w.id AND m.state = 'waiting' LIMIT $3) c)::integer AS waiting,
              (SELECT count(*) FROM (SELECT FROM webhook_message m
                WHERE m.tenant_id = w.tenant_id AND m.webhook_id = w.id AND m.state = 'failed' LIMIT $3) c)::integer AS failed,
              (SELECT max(s.ends_at) FROM webhook_secret s
                WHERE s.tenant_id = w.tenant_id AND s.webhook_id = w.id AND s.ends_at > now() AND s.ends_at < 'infinity') AS old_until
            FROM webhook w LEFT JOIN tenant t ON t.id = w.tenant_id
            WHERE ($1::bigint[] IS NULL OR w.tenant_id = ANY ($1)) AND ($2::uuid IS NULL OR w.id = $2)
              AND ($4::uuid IS NULL OR (coalesce(t.name, ''), w.created_at, w.id) > (
                SELECT coalesce(bt.name, ''), b.created_at, b.id FROM webhook b LEFT JOIN tenant bt ON bt.id = b.tenant_id WHERE b.id = $4))
            ORDER BY coalesce(t.name, ''), w.created_at, w.id
            LIMIT $5
            """;

    /** A page of all of these tenants, or of everybody: the operator's first, then by tenant. */
    public Future<Page<WebhookView>> list(Optional<Set<TenantId>> tenants, Optional<UUID> after, int size) {
        return select(tenants, null, after.orElse(null), size).map(rows -> Page.of(rows, size, WebhookStore::view));
    }

    /** The one with this id, if it is one of these tenants' or anybody may be meant. */
    public Future<Optional<WebhookView>> find(UUID id, Optional<Set<TenantId>> tenants) {
        return select(tenants, id, null, 1)
                .map(rows -> rows.stream().findFirst().map(WebhookStore::view));
    }

    private Future<RowSet<Row>> select(
            Optional<Set<TenantId>> tenants, @Nullable UUID id, @Nullable UUID after, int size) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.tuple()
                        .addValue(tenants.map(some ->
                                        some.stream().map(TenantId::value).toArray(Long[]::new))
                                .orElse(null))
                        .addValue(id)
                        .addValue(WebhookView.MOST_COUNTED + 1L)
                        .addValue(after)
                        .addValue(size + 1L));
    }

    private static WebhookView view(Row row) {
        return new WebhookView(
                new WebhookRef(new TenantId(row.getLong("tenant_id")), row.getUUID("id")),
                Optional.ofNullable(row.getString("tenant")),
                URI.create(row.getString("url")),
                Arrays.asList(row.getArrayOfStrings("events")),
                Optional.ofNullable(row.getString("state_reason")),
                row.getOffsetDateTime("created_at"),
                row.getInteger("waiting"),
                row.getInteger("failed"),
                Optional.ofNullable(row.getOffsetDateTime("old_until")));
    }

    // The one before stays good for a while; those before that end now.
    static final String ROTATE = """
            WITH newest AS (
              SELECT max(s.no) AS no FROM webhook_secret s WHERE s.tenant_id = $1 AND s.webhook_id = $2 HAVING max(s.no) IS NOT NULL
            ), ending AS (
              UPDATE webhook_secret s
              SET ends_at = least(s.ends_at, CASE WHEN s.no = newest.no THEN now() + $3 * interval '1 millisecond' ELSE now() END)
              FROM newest WHERE s.tenant_id = $1 AND s.webhook_id = $2
            ), made AS (
              INSERT INTO webhook_secret (tenant_id, webhook_id, no, key_id, ciphertext) SELECT $1, $2, no + 1, $4, $5 FROM newest
              RETURNING no
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
              SELECT $1, $6, 'rotate', $7, $8, 'webhook', $2::uuid::text, jsonb_build_object('secret', no) FROM made
            )
            SELECT true FROM made
            """;

    /** Puts a new secret in force; the one before is signed with too for {@code overlap}. */
    public Future<Acted> rotate(WebhookRef ref, Sealed secret, Duration overlap, Act act) {
        Tuple values =
                Tuple.of(ref.tenant().value(), ref.id(), overlap.toMillis(), secret.keyId(), secret.ciphertext());
        return pool.preparedQuery(ROTATE).execute(act.addTo(values)).map(Acted::of);
    }

    static final String ABLE = """
            WITH was AS (
              SELECT * FROM webhook WHERE tenant_id = $1 AND id = $2 FOR UPDATE
            ), changed AS (
              UPDATE webhook w
              SET state = $3, state_reason = CASE WHEN $3 = 'disabled' THEN coalesce($5, 'a person') END, state_since = now()
              FROM was WHERE w.tenant_id = $1 AND w.id = was.id AND was.state <> $3
              RETURNING w.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT $1, $4, CASE WHEN $3 = 'disabled' THEN 'disable' ELSE 'enable' END, $5, $6, 'webhook', was.id::text,
                jsonb_build_object('state', was.state), jsonb_build_object('state', changed.state)
              FROM was, changed
            )
            SELECT EXISTS (SELECT FROM changed) FROM was
            """;

    /** Has it told of nothing, until it is enabled. What waits goes on then. */
    public Future<Acted> disable(WebhookRef ref, Act act) {
        return able(ref, "disabled", act);
    }

    /** Has it told again. What happened in between is lost to it. */
    public Future<Acted> enable(WebhookRef ref, Act act) {
        return able(ref, "active", act);
    }

    private Future<Acted> able(WebhookRef ref, String state, Act act) {
        return pool.preparedQuery(ABLE)
                .execute(act.addTo(Tuple.of(ref.tenant().value(), ref.id(), state)))
                .map(Acted::of);
    }

    static final String REMOVE = """
            WITH gone AS (
              DELETE FROM webhook WHERE tenant_id = $1 AND id = $2 RETURNING *
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before)
              SELECT $1, $3, 'delete', $4, $5, 'webhook', id::text, jsonb_build_object('url', url, 'events', events) FROM gone
            )
            SELECT true FROM gone
            """;

    /** Removes it with its history. */
    public Future<Acted> remove(WebhookRef ref, Act act) {
        return pool.preparedQuery(REMOVE)
                .execute(act.addTo(Tuple.of(ref.tenant().value(), ref.id())))
                .map(Acted::of);
    }

    static final String TEST = """
            WITH made AS (
              INSERT INTO webhook_message (tenant_id, webhook_id, id, type, body)
              SELECT w.tenant_id, w.id, $3, 'webhook.test', json_build_object(
                'type', 'webhook.test', 'timestamp', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'data', json_build_object('webhook_id', w.id, 'by', $4::text))::text
              FROM webhook w WHERE w.tenant_id = $1 AND w.id = $2 AND w.state = 'active'
              RETURNING webhook_id
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject)
              SELECT $1, $4, 'test', $5, $6, 'webhook', webhook_id::text FROM made
            )
            SELECT true FROM made
            """;

    /** Has a message of the type {@code webhook.test} sent to it; nothing is done where it is disabled or not there. */
    public Future<Acted> test(WebhookRef ref, UUID message, Act act) {
        return pool.preparedQuery(TEST)
                .execute(act.addTo(Tuple.of(ref.tenant().value(), ref.id(), message)))
                .map(Acted::of);
    }

    static final String HISTORY = """
            SELECT m.id, m.type, m.body, m.made_at, m.state, m.due_at,
              (SELECT coalesce(json_agg(json_build_object('no', a.no, 'at', a.at, 'took', a.took_ms, 'status', a.status, 'error', a.error)
                ORDER BY a.no), '[]'::json) FROM webhook_attempt a
                WHERE a.tenant_id = m.tenant_id AND a.webhook_id = m.webhook_id AND a.message_id = m.id) AS tries
            FROM webhook_message m
            WHERE m.tenant_id = $1 AND m.webhook_id = $2
              AND ($3::uuid IS NULL OR (m.made_at, m.id) <
                (SELECT b.made_at, b.id FROM webhook_message b WHERE b.tenant_id = $1 AND b.webhook_id = $2 AND b.id = $3))
            ORDER BY m.made_at DESC, m.id DESC
            LIMIT $4
            """;

    /** A page of its messages, the newest first. */
    public Future<Page<MessageView>> history(WebhookRef ref, Optional<UUID> after, int size) {
        return pool.preparedQuery(HISTORY)
                .execute(Tuple.tuple()
                        .addValue(ref.tenant().value())
                        .addValue(ref.id())
                        .addValue(after.orElse(null))
                        .addValue(size + 1))
                .map(rows -> Page.of(rows, size, WebhookStore::message));
    }

    private static MessageView message(Row row) {
        return new MessageView(
                row.getUUID("id"),
                row.getString("type"),
                row.getString("body"),
                row.getOffsetDateTime("made_at"),
                row.getString("state"),
                Optional.ofNullable(row.getOffsetDateTime("due_at")),
                tries((JsonArray) row.getJson("tries")));
    }

    private static List<MessageView.Try> tries(JsonArray tries) {
        return tries.stream()
                .map(JsonObject.class::cast)
                .map(one -> new MessageView.Try(
                        one.getInteger("no"),
                        OffsetDateTime.parse(one.getString("at")),
                        one.getInteger("took"),
                        Optional.ofNullable(one.getInteger("status")),
                        Optional.ofNullable(one.getString("error"))))
                .toList();
    }
}
