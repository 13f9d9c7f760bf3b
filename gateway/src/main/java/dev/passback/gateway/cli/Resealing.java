package dev.passback.gateway.cli;

import dev.passback.core.credential.Keyset;
import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.credential.OpeningKeys.CannotOpenException;
import dev.passback.core.credential.Sealed;
import dev.passback.core.credential.SealingKeys;
import dev.passback.db.audit.Act;
import dev.passback.db.credential.ResealStore;
import dev.passback.db.credential.ResealStore.Stored;
import dev.passback.db.webhook.WebhookReseal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Seals anew, in batches and while traffic runs, whatever is not sealed with the primary key yet. What is done is committed batch by
 * batch, so it can be interrupted at any time and done again.
 */
final class Resealing {

    private static final int BATCH = 100;

    /**
     * What came of it.
     *
     * @param resealed how many credentials are sealed with the new key now that were not
     * @param unopened those that none of our keys opens; they stay as they are
     */
    record Result(long resealed, List<JsonObject> unopened) {

        Result {
            unopened = List.copyOf(unopened);
        }

        /** Of the same secrets, later: what cannot be opened was met by both. */
        Result and(Result later) {
            return new Result(resealed + later.resealed, later.unopened);
        }

        /** Of other secrets. */
        Result beside(Result others) {
            return new Result(
                    resealed + others.resealed,
                    Stream.concat(unopened.stream(), others.unopened.stream()).toList());
        }

        JsonObject addTo(JsonObject answer) {
            return answer.put("resealed", resealed).put("unopened", new JsonArray(unopened));
        }

        String text() {
            return "Credentials sealed anew: " + resealed + "."
                    + (unopened.isEmpty()
                            ? ""
                            : "\n" + unopened.size()
                                    + " could not be opened and stay as they are; enter them anew (--json lists them).");
        }

        int exitCode() {
            return unopened.isEmpty() ? 0 : 1;
        }
    }

    private final Session session;
    private final ResealStore store;
    private final WebhookReseal webhooks;
    private final OpeningKeys opening;
    private final SealingKeys sealing;
    private final Act act =
            new Act("cli:" + System.getProperty("user.name", "unknown"), Optional.empty(), "command line");

    Resealing(Session session, Keyset keys) {
        this.session = session;
        this.store = new ResealStore(session.pool());
        this.webhooks = new WebhookReseal(session.pool());
        this.opening = OpeningKeys.of(keys);
        this.sealing = SealingKeys.parse(keys.sealing());
    }

    /** Goes over all, and again as long as that finds anything: others go on writing with the old key for a while. */
    Result run() {
        Result all = pass();
        for (Result pass = all; pass.resealed > 0; all = all.and(pass)) {
            pass = pass();
        }
        return all;
    }

    private Result pass() {
        return pass(credentials()).beside(pass(signingSecrets()));
    }

    /**
     * Secrets of one kind, which are sealed.
     *
     * @param next those that follow one and are sealed with another key, at most so many
     * @param fresh seals one anew; throws {@link CannotOpenException}
     * @param reseal stores fresh seals; how many
     * @param named tells of one that cannot be opened
     */
    private record Kind<S>(
            Function<Optional<S>, Future<List<S>>> next,
            Function<S, Sealed> fresh,
            BiFunction<List<S>, List<Sealed>, Future<Long>> reseal,
            Function<S, JsonObject> named) {}

    private Kind<Stored> credentials() {
        return new Kind<>(
                last -> store.next(sealing.keyId(), last, BATCH),
                one -> sealing.seal(opening.open(one.sealed(), one.integration()), one.integration()),
                (read, fresh) -> store.reseal(read, fresh, act),
                Resealing::named);
    }

    private Kind<WebhookReseal.Stored> signingSecrets() {
        return new Kind<>(
                last -> webhooks.next(sealing.keyId(), last, BATCH),
                one -> sealing.seal(opening.open(one.sealed(), one.webhook()), one.webhook()),
                webhooks::reseal,
                Resealing::named);
    }

    private <S> Result pass(Kind<S> kind) {
        long resealed = 0;
        List<JsonObject> unopened = new ArrayList<>();
        Optional<S> last = Optional.empty();
        while (true) {
            List<S> batch = session.await(kind.next.apply(last));
            if (batch.isEmpty()) {
                return new Result(resealed, unopened);
            }
            resealed += reseal(kind, batch, unopened);
            last = Optional.of(batch.getLast());
            System.err.println("sealed anew: " + resealed);
        }
    }

    private <S> long reseal(Kind<S> kind, List<S> batch, List<JsonObject> unopened) {
        List<S> read = new ArrayList<>();
        List<Sealed> fresh = new ArrayList<>();
        for (S stored : batch) {
            try {
                fresh.add(kind.fresh.apply(stored));
                read.add(stored);
            } catch (CannotOpenException closed) {
                unopened.add(kind.named.apply(stored));
            }
        }
        return session.await(kind.reseal.apply(read, fresh));
    }

    private static JsonObject named(Stored stored) {
        return new JsonObject()
                .put("tenantId", stored.integration().tenant().value())
                .put("integration", stored.integration().id())
                .put("version", stored.version())
                .put("keyId", stored.sealed().keyId());
    }

    private static JsonObject named(WebhookReseal.Stored stored) {
        return new JsonObject()
                .put("tenantId", stored.webhook().tenant().value())
                .put("webhook", stored.webhook().id().toString())
                .put("version", stored.no())
                .put("keyId", stored.sealed().keyId());
    }
}
