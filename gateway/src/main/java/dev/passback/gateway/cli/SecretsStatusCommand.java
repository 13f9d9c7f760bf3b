package dev.passback.gateway.cli;

import dev.passback.db.credential.ResealStore;
import dev.passback.db.credential.ResealStore.KeyUse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code secrets status}: which keys seal what; needs no key. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tell which keys seal how many credentials. Needs no key.")
final class SecretsStatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "answer with one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            List<KeyUse> uses = session.await(new ResealStore(session.pool()).uses());
            Terminal.print(json, new JsonObject().put("keys", array(uses)), text(uses));
        }
        return 0;
    }

    static JsonArray array(List<KeyUse> uses) {
        return new JsonArray(uses.stream()
                .map(use -> new JsonObject()
                        .put("keyId", use.keyId())
                        .put("credentials", use.credentials())
                        .put("inForce", use.inForce()))
                .toList());
    }

    private static String text(List<KeyUse> uses) {
        return uses.isEmpty()
                ? "No credential is stored yet."
                : uses.stream()
                        .map(use -> "key %d seals %d credentials, %d of them in force"
                                .formatted(use.keyId(), use.credentials(), use.inForce()))
                        .collect(Collectors.joining("\n"));
    }
}
