package dev.passback.gateway.limit;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.limit.AllowanceStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What this node has in hand of its tenants' limits. A tenant without limits is not here. Any thread. */
public final class Allowances {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final AllowanceStore store;
    private final LongSupplier clock;
    private final Map<TenantId, Allowance> requests = new ConcurrentHashMap<>();
    private final Map<TenantId, Allowance> links = new ConcurrentHashMap<>();

    public Allowances(AllowanceStore store) {
        this(store, System::nanoTime);
    }

    Allowances(AllowanceStore store, LongSupplier clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Requests of the tenant API. */
    Allowance requests(TenantId tenant) {
        return requests.computeIfAbsent(
                tenant, absent -> new Allowance(wanted -> store.takeRequests(tenant, wanted), clock));
    }

    /** Result links of the day. */
    Allowance links(TenantId tenant) {
        return links.computeIfAbsent(tenant, absent -> new Allowance(wanted -> store.takeLinks(tenant, wanted), clock));
    }

    /** Gives back what was not used while it was good, and forgets tenants that have not asked for long. */
    public Future<Void> tidy() {
        return giveBack(false).onSuccess(given -> {
            requests.values().removeIf(one -> one.idle(REMEMBERED));
            links.values().removeIf(one -> one.idle(REMEMBERED));
        });
    }

    /** Gives back all that is in hand: this node answers nobody any more. */
    public Future<Void> giveBackAll() {
        return giveBack(true);
    }

    private Future<Void> giveBack(boolean all) {
        List<Future<Void>> given = new ArrayList<>();
        links.forEach((tenant, allowance) -> allowance
                .unused(all)
                .ifPresent(unused -> given.add(store.giveBackLinks(tenant, unused.day(), unused.count())
                        .onFailure(down -> allowance.keep(unused)))));
        return Future.join(given).mapEmpty();
    }
}
