package dev.passback.gateway.delivery;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.delivery.SlotStore;
import dev.passback.gateway.integration.IntegrationCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * Leases slots in bulk: asks for more when somebody went without, renews what is used, gives back what is not. A lease lasts
 * longer than any call that was begun under it, so the cap holds over all nodes as the upstream sees it, the dead and the frozen
 * ones included.
 */
public final class SlotLoop {

    /** For how long calls may be begun under a lease. */
    static final Duration VALID = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOWERED = Duration.ofMinutes(1);
    private static final String TOO_MANY_AT_ONCE = "PLATFORM.CONCURRENCY_LIMIT_EXCEEDED";

    private final SlotStore store;
    private final IntegrationCache integrations;
    private final Slots slots;
    private final Loop loop;
    private Runnable gotSome = () -> {};

    public SlotLoop(Vertx vertx, SlotStore store, IntegrationCache integrations, Slots slots) {
        this.store = store;
        this.integrations = integrations;
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
        return loop.stop()
                .compose(stopped -> Future.join(
                        slots.shares().keySet().stream().map(store::giveBack).toList()))
                .mapEmpty();
    }

    /** Heeds what an answer says of how many calls the upstream bears. */
    public void heed(IntegrationRef ref, Answer answer) {
        Share share = slots.share(ref);
        int cap = share.cap();
        bearable(answer, cap).filter(less -> less < cap).ifPresent(less -> {
            share.lower(less);
            store.lowerCap(ref, less, LOWERED);
        });
    }

    private static Optional<Integer> bearable(Answer answer, int cap) {
        Optional<Integer> limit = Optional.ofNullable(answer.headers().get("concurrency-limit"))
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .filter(number -> number > 0);
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

    private Future<Void> round() {
        return Future.join(slots.shares().keySet().stream().map(this::renew).toList())
                .mapEmpty();
    }

    private Future<Void> renew(IntegrationRef ref) {
        return integrations.find(ref).compose(found -> found.map(this::renew).orElse(Future.succeededFuture()));
    }

    private Future<Void> renew(Integration integration) {
        Share share = slots.share(integration.ref());
        long asked = System.nanoTime();
        Optional<Share.Ask> ask = share.ask(asked, integration.limits().cap());
        if (ask.isEmpty()) {
            return Future.succeededFuture();
        }
        Duration length = integration.limits().callTimeout().plus(VALID);
        return store.lease(integration.ref(), ask.get().most(), ask.get().wanted(), length)
                .map(grant -> {
                    share.granted(grant, asked + VALID.toNanos());
                    gotSome.run();
                    return null;
                });
    }
}
