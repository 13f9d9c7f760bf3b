package dev.passback.gateway.cli;

import dev.passback.core.credential.Keyset;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code secrets}: the keys that credentials are sealed and opened with. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = "The keys that credentials are sealed and opened with.",
        subcommands = {
            SecretsCommand.Init.class,
            SecretsRotateCommand.class,
            SecretsResealCommand.class,
            SecretsStatusCommand.class
        })
public final class SecretsCommand {

    /** {@code secrets init}. */
    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            description =
                    "Make a fresh pair of keys. Existing files are never overwritten: they may hold the only key there is.")
    static final class Init implements Callable<Integer> {

        @Mixin
        private final KeyFileOptions options = new KeyFileOptions();

        @Option(names = "--json", description = "answer with one JSON object")
        private boolean json;

        @Override
        public Integer call() {
            KeyFiles files = options.files();
            files.create(Keyset.generate());
            Terminal.print(
                    json,
                    new JsonObject()
                            .put("sealing", files.sealing().toString())
                            .put("opening", files.opening().toString()),
                    "Keep " + files.opening() + " secret and safe: without it no stored credential opens again.");
            return 0;
        }
    }
}
