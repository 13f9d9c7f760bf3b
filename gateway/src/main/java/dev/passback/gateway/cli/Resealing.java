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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

        Result and(Result later) {
            return new Result(resealed + later.resealed, later.unopened);
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
        long resealed = 0;
        List<JsonObject> unopened = new ArrayList<>();
        Optional<Stored> last = Optional.empty();
        while (true) {
            List<Stored> batch = session.await(store.next(sealing.keyId(), last, BATCH));
            if (batch.isEmpty()) {
                return new Result(resealed + webhooks(unopened), unopened);
            }
            resealed += reseal(batch, unopened);
            last = Optional.of(batch.getLast());
            System.err.println("sealed anew: " + resealed);
        }
    }

    private long reseal(List<Stored> batch, List<JsonObject> unopened) {
        List<Stored> read = new ArrayList<>();
        List<Sealed> fresh = new ArrayList<>();
        for (Stored stored : batch) {
            try {
                fresh.add(sealing.seal(opening.open(stored.sealed(), stored.integration()), stored.integration()));
                read.add(stored);
            } catch (CannotOpenException closed) {
                unopened.add(named(stored));
            }
        }
        return session.await(store.reseal(read, fresh, act));
    }

    /** The secrets of webhooks: as credentials, but few. */
    private long webhooks(List<JsonObject> unopened) {
        long resealed = 0;
        Optional<WebhookReseal.Stored> last = Optional.empty();
        while (true) {
            List<WebhookReseal.Stored> batch = session.await(webhooks.next(sealing.keyId(), last, BATCH));
            if (batch.isEmpty()) {
                return resealed;
            }
            List<WebhookReseal.Stored> read = new ArrayList<>();
            List<Sealed> fresh = new ArrayList<>();
            for (WebhookReseal.Stored stored : batch) {
                try {
                    fresh.add(sealing.seal(opening.open(stored.sealed(), stored.webhook()), stored.webhook()));
                    read.add(stored);
                } catch (CannotOpenException closed) {
                    unopened.add(new JsonObject()
                            .put("tenantId", stored.webhook().tenant().value())
                            .put("webhook", stored.webhook().id().toString())
                            .put("version", stored.no())
                            .put("keyId", stored.sealed().keyId()));
                }
            }
            resealed += session.await(webhooks.reseal(read, fresh));
            last = Optional.of(batch.getLast());
        }
    }

    private static JsonObject named(Stored stored) {
        return new JsonObject()
                .put("tenantId", stored.integration().tenant().value())
                .put("integration", stored.integration().id())
                .put("version", stored.version())
                .put("keyId", stored.sealed().keyId());
    }
}
