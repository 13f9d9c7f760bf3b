package dev.passback.db.credential;

import dev.passback.core.credential.Sealed;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Credentials while the key is changed that they are sealed with. Whoever changes a credential itself always wins. */
public final class ResealStore {

    /** A stored credential of an integration, in force or an older one. */
    public record Stored(IntegrationRef integration, int version, Sealed sealed) {}

    /**
     * How many credentials, and secrets of webhooks, are sealed with a key.
     *
     * @param inForce how many of them are in use now; the others were rotated since
     */
    public record KeyUse(long keyId, long credentials, long inForce) {}

    private final Pool pool;

    public ResealStore(Pool pool) {
        this.pool = pool;
    }

    static final String USES = """
            SELECT key_id, sum(sealed)::bigint, sum(in_force)::bigint
            FROM (
              SELECT c.key_id, count(*) AS sealed, count(*) FILTER (WHERE c.version = i.credential_version) AS in_force
              FROM credential c JOIN integration i ON i.tenant_id = c.tenant_id AND i.id = c.integration_id
              GROUP BY c.key_id
              UNION ALL
              SELECT key_id, count(*), count(*) FILTER (WHERE ends_at > now()) FROM webhook_secret GROUP BY key_id) u
            GROUP BY key_id ORDER BY key_id
            """;

    /** Which keys seal how many credentials. Opens nothing. */
    public Future<List<KeyUse>> uses() {
        return pool.preparedQuery(USES)
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> new KeyUse(row.getLong(0), row.getLong(1), row.getLong(2)))
                        .toList());
    }

    static final String NEXT = """
            SELECT tenant_id, integration_id, version, key_id, ciphertext FROM credential
            WHERE key_id <> $1 AND (tenant_id, integration_id, version) > ($2, $3, $4)
            ORDER BY tenant_id, integration_id, version
            LIMIT $5
            """;

    /** The next credentials, in the order of their keys, that are sealed with another key than this one. */
    public Future<List<Stored>> next(long keyId, Optional<Stored> after, int most) {
        return pool.preparedQuery(NEXT)
                .execute(Tuple.of(
                        keyId,
                        after.map(last -> last.integration.tenant().value()).orElse(0L),
                        after.map(last -> last.integration.id()).orElse(""),
                        after.map(Stored::version).orElse(0),
                        most))
                .map(rows -> rows.stream().map(ResealStore::stored).toList());
    }

    // Row by row: one that somebody changed since it was read stays as it is now.
    static final String RESEAL = """
            WITH r AS (
              SELECT * FROM unnest($1::bigint[], $2::text[], $3::integer[], $4::bigint[], $5::text[], $6::text[])
              AS r (tenant_id, integration_id, version, was_key, was, ciphertext)
            ), changed AS (
              UPDATE credential c SET key_id = $7, ciphertext = r.ciphertext
              FROM r
              WHERE c.tenant_id = r.tenant_id AND c.integration_id = r.integration_id AND c.version = r.version
                AND c.key_id <> $7 AND c.ciphertext = r.was
              RETURNING c.tenant_id, c.integration_id, c.version, r.was_key
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT tenant_id, $8, 'reseal', $9, $10, 'credential', integration_id,
                jsonb_build_object('version', version, 'key_id', was_key), jsonb_build_object('version', version, 'key_id', $7::bigint)
              FROM changed
            )
            SELECT count(*) FROM changed
            """;

    /**
     * Replaces seals, each only if the credential is still sealed as it was read.
     *
     * @param fresh in the order of {@code read}, all with the same key
     * @return how many were replaced
     */
    public Future<Long> reseal(List<Stored> read, List<Sealed> fresh, Act act) {
        if (read.isEmpty()) {
            return Future.succeededFuture(0L);
        }
        Tuple values = Tuple.tuple()
                .addValue(column(
                        read, Long[]::new, row -> row.integration.tenant().value()))
                .addValue(column(read, String[]::new, row -> row.integration.id()))
                .addValue(column(read, Integer[]::new, Stored::version))
                .addValue(column(read, Long[]::new, row -> row.sealed.keyId()))
                .addValue(column(read, String[]::new, row -> row.sealed.ciphertext()))
                .addValue(column(fresh, String[]::new, Sealed::ciphertext))
                .addValue(fresh.getFirst().keyId())
                .addValue(act.actor())
                .addValue(act.reason().orElse(null))
                .addValue(act.origin());
        return pool.preparedQuery(RESEAL)
                .execute(values)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static <R, T> T[] column(List<R> rows, IntFunction<T[]> array, Function<R, T> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static Stored stored(Row row) {
        return new Stored(
                new IntegrationRef(new TenantId(row.getLong("tenant_id")), row.getString("integration_id")),
                row.getInteger("version"),
                new Sealed(row.getLong("key_id"), row.getString("ciphertext")));
    }
}
