package dev.passback.db.live;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What changed on one node in a moment: whose, how many, and which, as far as there is room. No personal data is in it.
 *
 * @param tenants what changed, by tenant
 * @param jobs which jobs went on, with the tenants that must all be seen to see the job; none means everybody's
 * @param cut whether there was no room for some tenants
 */
public record Notice(Map<TenantId, Counts> tenants, Map<UUID, Set<TenantId>> jobs, boolean cut) {

    /**
     * What changed of one tenant.
     *
     * @param attention how many of those that changed somebody should look at now
     * @param ids which ones changed
     * @param cut whether there was no room for all of them
     */
    public record Counts(int accepted, int changed, int attention, Set<SubmissionId> ids, boolean cut) {
        public Counts {
            ids = Set.copyOf(ids);
        }
    }

    public Notice {
        tenants = Map.copyOf(tenants);
        jobs = Map.copyOf(jobs);
    }

    /** What somebody may hear of it who sees these tenants; nothing means all. */
    public Notice within(Optional<Set<TenantId>> seen) {
        if (seen.isEmpty()) {
            return this;
        }
        Map<TenantId, Counts> some = new LinkedHashMap<>(tenants);
        some.keySet().retainAll(seen.get());
        Map<UUID, Set<TenantId>> theirs = new LinkedHashMap<>(jobs);
        theirs.values().removeIf(whose -> whose.isEmpty() || !seen.get().containsAll(whose));
        return new Notice(some, theirs, cut);
    }

    public boolean isEmpty() {
        return tenants.isEmpty() && jobs.isEmpty() && !cut;
    }

    /** Short keys: PostgreSQL takes less than 8,000 bytes. */
    String encoded() {
        JsonArray some = new JsonArray();
        tenants.forEach((tenant, counts) -> some.add(new JsonArray()
                .add(tenant.value())
                .add(counts.accepted)
                .add(counts.changed)
                .add(counts.attention)
                .add(counts.cut)
                .add(new JsonArray(
                        counts.ids.stream().map(SubmissionId::toString).toList()))));
        JsonObject theirs = new JsonObject();
        jobs.forEach((job, whose) -> theirs.put(
                job.toString(),
                new JsonArray(whose.stream().map(TenantId::value).toList())));
        return new JsonObject().put("t", some).put("j", theirs).put("c", cut).encode();
    }

    /** Fails on a text that is none of ours. */
    static Notice decoded(String text) {
        JsonObject all = new JsonObject(text);
        Map<TenantId, Counts> tenants = new LinkedHashMap<>();
        for (Object each : all.getJsonArray("t")) {
            JsonArray one = (JsonArray) each;
            Set<SubmissionId> ids = ids(one.getJsonArray(5));
            tenants.put(
                    new TenantId(one.getLong(0)),
                    new Counts(one.getInteger(1), one.getInteger(2), one.getInteger(3), ids, one.getBoolean(4)));
        }
        Map<UUID, Set<TenantId>> jobs = new LinkedHashMap<>();
        JsonObject theirs = all.getJsonObject("j");
        theirs.fieldNames().forEach(job -> jobs.put(UUID.fromString(job), tenants(theirs.getJsonArray(job))));
        return new Notice(tenants, jobs, all.getBoolean("c"));
    }

    private static Set<SubmissionId> ids(JsonArray texts) {
        return texts.stream()
                .flatMap(text -> SubmissionId.parse(text.toString()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<TenantId> tenants(JsonArray numbers) {
        Stream<Long> all = numbers.stream().map(number -> ((Number) number).longValue());
        return all.map(TenantId::new).collect(Collectors.toUnmodifiableSet());
    }
}
