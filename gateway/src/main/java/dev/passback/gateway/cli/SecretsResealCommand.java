package dev.passback.gateway.cli;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code secrets reseal}: seals with the primary key whatever is sealed with an older one. */
@Command(
        name = "reseal",
        mixinStandardHelpOptions = true,
        description = "Seal anew with the primary key whatever credential is sealed with another key."
                + " Traffic may run meanwhile; safe to interrupt and to repeat.")
final class SecretsResealCommand implements Callable<Integer> {

    @Mixin
    private final KeyFileOptions options = new KeyFileOptions();

    @Option(names = "--json", description = "answer with one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        RotatingKeys keys = RotatingKeys.read(options.files());
        try (Session session = Session.open()) {
            Resealing.Result result = new Resealing(session, keys.inUse()).run();
            Terminal.print(
                    json, result.addTo(new JsonObject().put("key", keys.inUse().primary())), result.text());
            return result.exitCode();
        }
    }
}
