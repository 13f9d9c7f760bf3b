package dev.passback.gateway.cli;

import dev.passback.core.credential.KeyPair;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code secrets}: the keys that credentials are sealed and opened with. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = "The keys that credentials are sealed and opened with.",
        subcommands = SecretsCommand.Init.class)
public final class SecretsCommand {

    /** {@code secrets init}. */
    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            description =
                    "Make a fresh pair of keys. Existing files are never overwritten: they may hold the only key there is.")
    static final class Init implements Callable<Integer> {

        @Option(
                names = "--sealing",
                required = true,
                paramLabel = "FILE",
                description = "the public keys, for whoever writes credentials (PASSBACK_SEALING_KEYS_FILE)")
        private Path sealing = Path.of("");

        @Option(
                names = "--opening",
                required = true,
                paramLabel = "FILE",
                description = "the private keys, for gateway nodes alone (PASSBACK_OPENING_KEYS_FILE)")
        private Path opening = Path.of("");

        @Option(names = "--json", description = "answer with one JSON object")
        private boolean json;

        @Override
        public Integer call() {
            if (Files.exists(sealing)) {
                throw new CommandFailure(sealing + " exists already and is not overwritten");
            }
            KeyPair pair = KeyPair.generate();
            write(opening, pair.opening().reveal(), "rw-------");
            write(sealing, pair.sealing(), "rw-r--r--");
            Terminal.print(
                    json,
                    new JsonObject().put("sealing", sealing.toString()).put("opening", opening.toString()),
                    "Keep " + opening + " secret and safe: without it no stored credential opens again.");
            return 0;
        }

        private static void write(Path file, String content, String permissions) {
            try {
                var attributes = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
                Files.createFile(file, attributes);
                Files.writeString(file, content, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException there) {
                throw new CommandFailure(file + " exists already and is not overwritten");
            } catch (IOException unwritable) {
                throw new CommandFailure(file + " cannot be written: " + unwritable.getMessage());
            }
        }
    }
}
