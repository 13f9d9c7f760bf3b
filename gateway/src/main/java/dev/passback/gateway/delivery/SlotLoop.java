package dev.passback.gateway.delivery;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.delivery.SlotStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases slots in bulk, all of a tenant's in one transaction: asks for more when somebody went without, renews what is used, gives back
 * what is not. A lease lasts longer than any call that was begun under it, so the cap holds over all nodes as the upstream sees it,
 * the dead and the frozen ones included.
 */
public final class SlotLoop {

    /** For how long slots may be taken under a lease. */
    static final Duration VALID = Duration.ofSeconds(10);

    /** For how long a call may be begun under a lease: one that is claimed in the last moment may be begun that much later. */
    private static final Duration BEGUN_WITHIN = VALID.plus(Integration.Limits.LEASE_MARGIN);

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.delivery");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    static final Duration LOWERED = Duration.ofMinutes(1);
    private static final String TOO_MANY_AT_ONCE = "PLATFORM.CONCURRENCY_LIMIT_EXCEEDED";

    private final SlotStore store;
    private final Slots slots;
    private final Loop loop;
    private Runnable gotSome = () -> {};

    public SlotLoop(Vertx vertx, SlotStore store, Slots slots) {
        this.store = store;
        this.slots = slots;
        this.loop = new Loop(vertx, "slots", PAUSE, this::round);
    }

    /**
     * Begins.
     *
     * @param ready what is to be done when there are slots for what waits
     */
    public void start(Runnable ready) {
        gotSome = ready;
        slots.whenHungry(loop::wake);
        loop.start();
    }

    /** Gives all slots back; no call is in flight any more. */
    public Future<Void> stop() {
        return loop.stop().compose(stopped -> store.giveBack());
    }

    /** Heeds what an answer says of how many calls the upstream bears. */
    public void heed(IntegrationRef ref, Answer answer) {
        Share share = slots.share(ref);
        number(answer, "concurrency-remaining").ifPresent(room -> share.room(room, System.nanoTime()));
        bearable(answer, share.cap())
                .filter(bearable -> share.lower(bearable, System.nanoTime()))
                .ifPresent(bearable -> {
                    LOGGER.atInfo()
                            .addKeyValue("tenant", ref.tenant().value())
                            .addKeyValue("integration", ref.id())
                            .addKeyValue("slots", bearable)
                            .log("the upstream bears fewer calls at once");
                    store.lowerCap(ref, bearable, LOWERED);
                });
    }

    private static Optional<Integer> bearable(Answer answer, int cap) {
        Optional<Integer> limit = number(answer, "concurrency-limit").filter(number -> number > 0);
        boolean refused = answer.error()
                .map(UpstreamError::code)
                .filter(TOO_MANY_AT_ONCE::equals)
                .isPresent();
        // Others use the same limit: a quarter less each time, until no call is refused.
        Optional<Integer> less = refused ? Optional.of(Math.max(1, cap - Math.max(1, cap / 4))) : Optional.empty();
        return less.isPresent() && limit.isPresent()
                ? Optional.of(Math.min(less.get(), limit.get()))
                : less.or(() -> limit);
    }

    private static Optional<Integer> number(Answer answer, String header) {
        return Optional.ofNullable(answer.headers().get(header))
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf);
    }

    private Future<Void> round() {
        long asked = System.nanoTime();
        Map<TenantId, List<SlotStore.Ask>> asks = new HashMap<>();
        slots.shares()
                .forEach((ref, share) -> share.ask(asked)
                        .ifPresent(ask -> asks.computeIfAbsent(ref.tenant(), first -> new ArrayList<>())
                                .add(new SlotStore.Ask(ref.id(), ask.most(), ask.wanted()))));
        return Future.join(asks.entrySet().stream()
                        .map(tenant -> lease(tenant.getKey(), tenant.getValue(), asked))
                        .toList())
                .mapEmpty();
    }

    private Future<Void> lease(TenantId tenant, List<SlotStore.Ask> asks, long asked) {
        return store.lease(tenant, asks, BEGUN_WITHIN).map(granted -> {
            granted.forEach(
                    (id, grant) -> slots.share(new IntegrationRef(tenant, id)).granted(grant, asked + VALID.toNanos()));
            gotSome.run();
            return null;
        });
    }
}
