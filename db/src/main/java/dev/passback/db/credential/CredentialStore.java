package dev.passback.db.credential;

import dev.passback.core.credential.Sealed;
import dev.passback.core.integration.IntegrationRef;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Sealed credentials, for the delivery engine. Any thread. */
public final class CredentialStore {

    private final Pool pool;

    public CredentialStore(Pool pool) {
        this.pool = pool;
    }

    static final String FIND = """
            SELECT key_id, ciphertext FROM credential
            WHERE tenant_id = $1 AND integration_id = $2 AND version = $3
            """;

    /** The credential of an integration that has this version; which one is in force comes with each claim. */
    public Future<Optional<Sealed>> find(IntegrationRef ref, int version) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(ref.tenant().value(), ref.id(), version))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(sealed(rows.iterator().next())));
    }

    private static Sealed sealed(Row row) {
        return new Sealed(row.getLong("key_id"), row.getString("ciphertext"));
    }
}
