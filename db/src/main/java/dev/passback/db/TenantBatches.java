package dev.passback.db;

import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;

/** One {@link Batch} a tenant: every statement names one tenant, and a tenant's flood makes only its own callers wait. */
public final class TenantBatches<Q, A> {

    private static final int MOST_ROWS = 200;
    private static final int MOST_WAITING = 5_000;

    private final Map<TenantId, Batch<Q, A>> batches = new ConcurrentHashMap<>();
    private final BiFunction<TenantId, List<Q>, Future<List<A>>> write;

    /**
     * Batches.
     *
     * @param sizes is told how many rows each write has
     * @param write as that of a {@link Batch}, for one tenant
     */
    public TenantBatches(IntConsumer sizes, BiFunction<TenantId, List<Q>, Future<List<A>>> write) {
        this.write = (tenant, requests) -> {
            sizes.accept(requests.size());
            return write.apply(tenant, requests);
        };
    }

    /** The answer to one request, once it is committed. */
    public Future<A> add(TenantId tenant, Q request) {
        return batches.computeIfAbsent(
                        tenant, key -> new Batch<>(MOST_ROWS, MOST_WAITING, requests -> write.apply(key, requests)))
                .add(request);
    }
}
