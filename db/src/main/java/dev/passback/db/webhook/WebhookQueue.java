package dev.passback.db.webhook;

import dev.passback.core.credential.Sealed;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.webhook.WebhookRef;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Hands out messages that are due and writes down what came of them. A message whose node dies is handed out again: at least once. */
public final class WebhookQueue {

    private static final int MOST_EACH = 4;

    private final Pool pool;

    public WebhookQueue(Pool pool) {
        this.pool = pool;
    }

    // A few of each webhook: one that hangs costs the others nothing.
    static final String TAKE = """
            WITH due AS (
              SELECT m.tenant_id, m.webhook_id, m.id
              FROM webhook w
              CROSS JOIN LATERAL (
                SELECT * FROM webhook_message m
                WHERE m.tenant_id = w.tenant_id AND m.webhook_id = w.id AND m.state = 'waiting' AND m.due_at <= now()
                ORDER BY m.due_at LIMIT $1 FOR UPDATE SKIP LOCKED) m
              WHERE w.state = 'active' AND w.id <> ALL ($2)
            ), taken AS (
              UPDATE webhook_message m SET attempts = m.attempts + 1, due_at = now() + $3 * interval '1 millisecond'
              FROM due d
              WHERE m.tenant_id = d.tenant_id AND m.webhook_id = d.webhook_id AND m.id = d.id
              RETURNING m.*
            )
            SELECT t.tenant_id, t.webhook_id, t.id, t.body, t.attempts, w.url,
              ARRAY(SELECT s.key_id FROM webhook_secret s
                WHERE s.tenant_id = w.tenant_id AND s.webhook_id = w.id AND s.ends_at > now() ORDER BY s.no DESC) AS keys,
              ARRAY(SELECT s.ciphertext FROM webhook_secret s
                WHERE s.tenant_id = w.tenant_id AND s.webhook_id = w.id AND s.ends_at > now() ORDER BY s.no DESC) AS ciphertexts
            FROM taken t JOIN webhook w ON w.tenant_id = t.tenant_id AND w.id = t.webhook_id
            """;

    /**
     * Messages to be sent now, a few of each webhook; nobody else gets them for {@code lease}.
     *
     * @param busy webhooks to which this node is still sending
     */
    public Future<List<DueMessage>> take(Collection<UUID> busy, Duration lease) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.tuple()
                        .addValue((long) MOST_EACH)
                        .addValue(busy.toArray(UUID[]::new))
                        .addValue(lease.toMillis()))
                .map(rows -> rows.stream().map(WebhookQueue::due).toList());
    }

    private static DueMessage due(Row row) {
        Long[] keys = row.getArrayOfLongs("keys");
        String[] ciphertexts = row.getArrayOfStrings("ciphertexts");
        List<Sealed> secrets = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            secrets.add(new Sealed(keys[i], ciphertexts[i]));
        }
        return new DueMessage(
                new WebhookRef(new TenantId(row.getLong("tenant_id")), row.getUUID("webhook_id")),
                row.getUUID("id"),
                URI.create(row.getString("url")),
                row.getString("body"),
                row.getInteger("attempts"),
                secrets);
    }

    // attempts = $4: of two that sent it, because the first was slow, the later one says what follows
    static final String SETTLE = """
            WITH settled AS (
              UPDATE webhook_message
              SET state = $8, due_at = CASE WHEN $8 = 'waiting' THEN now() + $9 * interval '1 millisecond' END
              WHERE tenant_id = $1 AND webhook_id = $2 AND id = $3 AND attempts = $4 AND state = 'waiting'
            )
            INSERT INTO webhook_attempt (tenant_id, webhook_id, message_id, no, took_ms, status, error)
            SELECT tenant_id, webhook_id, id, $4, $5, $6, $7 FROM webhook_message WHERE tenant_id = $1 AND webhook_id = $2 AND id = $3
            ON CONFLICT DO NOTHING
            """;

    /** Writes down what came of it. */
    public Future<Void> settle(DueMessage message, Delivery delivery) {
        Tuple values = Tuple.tuple()
                .addValue(message.webhook().tenant().value())
                .addValue(message.webhook().id())
                .addValue(message.id())
                .addValue(message.attempt())
                .addValue((int) delivery.took().toMillis())
                .addValue(delivery.status().orElse(null))
                .addValue(delivery.error().orElse(null));
        return pool.preparedQuery(SETTLE)
                .execute(
                        switch (delivery.next()) {
                            case Delivery.Next.Done done ->
                                values.addValue("delivered").addValue(0L);
                            case Delivery.Next.Again again ->
                                values.addValue("waiting").addValue(again.in().toMillis());
                            case Delivery.Next.Never never ->
                                values.addValue("failed").addValue(0L);
                        })
                .mapEmpty();
    }

    static final String GONE = """
            UPDATE webhook SET state = 'disabled', state_reason = $3, state_since = now()
            WHERE tenant_id = $1 AND id = $2 AND state = 'active'
            """;

    /** Its receiver says that it wants nothing any more: disables it. */
    public Future<Void> gone(WebhookRef webhook, String reason) {
        return pool.preparedQuery(GONE)
                .execute(Tuple.of(webhook.tenant().value(), webhook.id(), reason))
                .mapEmpty();
    }

    static final String FORGET = """
            DELETE FROM webhook_message
            WHERE (tenant_id, webhook_id, id) IN
              (SELECT tenant_id, webhook_id, id FROM webhook_message WHERE made_at < now() - interval '30 days' ORDER BY made_at LIMIT $1)
            """;

    /** Forgets messages of more than 30 days ago with their attempts. */
    public Future<Void> forgetOld(int most) {
        return pool.preparedQuery(FORGET).execute(Tuple.of((long) most)).mapEmpty();
    }
}
