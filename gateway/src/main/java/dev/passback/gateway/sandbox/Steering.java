package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.ListResource.Entry;
import dev.passback.gateway.sandbox.ledger.InFlight;
import dev.passback.gateway.sandbox.reaction.Rule;
import dev.passback.gateway.sandbox.reaction.Rules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What scripts may set: rules, accounts, concurrency limits. */
final class Steering {

    private Steering() {}

    static void mount(Router router, Rules rules, Accounts accounts, InFlight inFlight) {
        new ListResource<>(Steering::rule, Steering::json, rules::list, rules::replaceAll)
                .mount(router, "/sandbox/rules");
        new ListResource<>(Steering::account, Steering::json, accounts::list, accounts::replaceAll)
                .mount(router, "/sandbox/accounts");
        new ListResource<>(
                        Steering::limit,
                        Steering::json,
                        () -> List.copyOf(inFlight.limits().entrySet()),
                        limits -> inFlight.replaceLimits(byIntegration(limits)))
                .mount(router, "/sandbox/limits");
    }

    private static Rule rule(Entry entry) {
        return new Rule(entry.text("integration"), entry.text("target"), entry.text("force"));
    }

    private static JsonObject json(Rule rule) {
        return new JsonObject()
                .put("integration", rule.integration())
                .put("target", rule.target())
                .put("force", rule.force());
    }

    private static Account account(Entry entry) {
        return new Account(entry.text("key"), Set.copyOf(entry.texts("integrations")));
    }

    private static JsonObject json(Account account) {
        return new JsonObject()
                .put("key_tail", account.keyTail())
                .put("integrations", new JsonArray(List.copyOf(account.integrations())));
    }

    private static Map.Entry<String, Integer> limit(Entry entry) {
        return Map.entry(entry.text("integration"), entry.count("concurrency"));
    }

    private static JsonObject json(Map.Entry<String, Integer> limit) {
        return new JsonObject().put("integration", limit.getKey()).put("concurrency", limit.getValue());
    }

    private static Map<String, Integer> byIntegration(List<Map.Entry<String, Integer>> limits) {
        Map<String, Integer> byIntegration = new TreeMap<>();
        limits.forEach(limit -> byIntegration.put(limit.getKey(), limit.getValue()));
        return byIntegration;
    }
}
