package dev.passback.db.webhook;

import dev.passback.core.credential.Sealed;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.webhook.WebhookRef;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Secrets of webhooks while the key is changed that they are sealed with. */
public final class WebhookReseal {

    /** A stored secret, in force or an older one. */
    public record Stored(WebhookRef webhook, int no, Sealed sealed) {}

    private final Pool pool;

    public WebhookReseal(Pool pool) {
        this.pool = pool;
    }

    static final String NEXT = """
            SELECT tenant_id, webhook_id, no, key_id, ciphertext FROM webhook_secret
            WHERE key_id <> $1 AND (tenant_id, webhook_id, no) > ($2, $3, $4)
            ORDER BY tenant_id, webhook_id, no
            LIMIT $5
            """;

    private static final Stored BEFORE_ALL =
            new Stored(new WebhookRef(new TenantId(-1), new UUID(0, 0)), 0, new Sealed(0, ""));

    /** The next secrets, in the order of their keys, that are sealed with another key than this one. */
    public Future<List<Stored>> next(long keyId, Optional<Stored> after, int most) {
        Stored last = after.orElse(BEFORE_ALL);
        return pool.preparedQuery(NEXT)
                .execute(Tuple.of(keyId, last.webhook.tenant().value(), last.webhook.id(), last.no, (long) most))
                .map(rows -> rows.stream().map(WebhookReseal::stored).toList());
    }

    private static Stored stored(Row row) {
        return new Stored(
                new WebhookRef(new TenantId(row.getLong("tenant_id")), row.getUUID("webhook_id")),
                row.getInteger("no"),
                new Sealed(row.getLong("key_id"), row.getString("ciphertext")));
    }

    // A version never changes what it holds: whoever sealed it meanwhile sealed the same.
    static final String RESEAL = """
            WITH r AS (
              SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::integer[], $4::text[]) AS r (tenant_id, webhook_id, no, ciphertext)
            ), changed AS (
              UPDATE webhook_secret s SET key_id = $5, ciphertext = r.ciphertext
              FROM r
              WHERE s.tenant_id = r.tenant_id AND s.webhook_id = r.webhook_id AND s.no = r.no AND s.key_id <> $5
              RETURNING 1
            )
            SELECT count(*) FROM changed
            """;

    /**
     * Replaces seals.
     *
     * @param fresh in the order of {@code read}, all with the same key
     * @return how many were replaced
     */
    public Future<Long> reseal(List<Stored> read, List<Sealed> fresh) {
        if (read.isEmpty()) {
            return Future.succeededFuture(0L);
        }
        Tuple values = Tuple.tuple()
                .addValue(column(read, Long[]::new, row -> row.webhook.tenant().value()))
                .addValue(column(read, UUID[]::new, row -> row.webhook.id()))
                .addValue(column(read, Integer[]::new, Stored::no))
                .addValue(column(fresh, String[]::new, Sealed::ciphertext))
                .addValue(fresh.getFirst().keyId());
        return pool.preparedQuery(RESEAL)
                .execute(values)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static <R, T> T[] column(List<R> rows, IntFunction<T[]> array, Function<R, T> value) {
        return rows.stream().map(value).toArray(array);
    }
}
