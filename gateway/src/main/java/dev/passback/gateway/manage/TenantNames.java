package dev.passback.gateway.manage;

import dev.passback.core.submission.Violation;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.tenant.TenantStore;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.QueryReader;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names of tenants to tenants. */
public final class TenantNames {

    private final TenantStore tenants;

    public TenantNames(TenantStore tenants) {
        this.tenants = tenants;
    }

    /**
     * The tenants of these names; fails with a 400 that names those that there are not.
     *
     * @param field where the names stand
     */
    public Future<Optional<Set<TenantId>>> ids(Optional<List<String>> names, String field) {
        if (names.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return tenants.named(names.get()).compose(found -> {
            Set<TenantId> ids = new HashSet<>();
            List<String> missing = new java.util.ArrayList<>(names.get());
            for (Tenant tenant : found) {
                ids.add(tenant.id());
                missing.removeIf(tenant.name()::equals);
            }
            return missing.isEmpty()
                    ? Future.succeededFuture(Optional.of(ids))
                    : Future.failedFuture(ApiError.invalid(missing.stream()
                            .map(name ->
                                    new Violation(field, "names " + QueryReader.quoted(name) + ", which is no tenant"))
                            .toList()));
        });
    }
}
