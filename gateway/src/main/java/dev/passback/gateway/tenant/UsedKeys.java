package dev.passback.gateway.tenant;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.tenant.KeyUses;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which keys were used since that was last written down. Any thread; as many as there are good keys, at the most. */
final class UsedKeys {

    private final Map<String, TenantId> ofTenants = new ConcurrentHashMap<>();
    private final Set<String> ofManagement = ConcurrentHashMap.newKeySet();

    void note(String tenantKey, TenantId tenant) {
        ofTenants.putIfAbsent(tenantKey, tenant);
    }

    void note(String managementKey) {
        ofManagement.add(managementKey);
    }

    /** What cannot be written stays noted for the next time. */
    Future<Void> write(KeyUses uses) {
        Map<String, TenantId> tenantKeys = new HashMap<>(ofTenants);
        Set<String> managementKeys = new HashSet<>(ofManagement);
        return uses.ofTenants(tenantKeys)
                .onSuccess(done -> ofTenants.keySet().removeAll(tenantKeys.keySet()))
                .compose(done -> uses.ofManagement(managementKeys))
                .onSuccess(done -> ofManagement.removeAll(managementKeys));
    }
}
