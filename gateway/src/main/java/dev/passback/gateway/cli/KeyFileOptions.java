package dev.passback.gateway.cli;

import dev.passback.gateway.Environment;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the keys are, as options of a command. */
final class KeyFileOptions {

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

    @Option(
            names = "--kms-uri",
            paramLabel = "URI",
            description = "the key of a key service that the private keys are encrypted with;"
                    + " PASSBACK_OPENING_KEYS_KMS_URI by default, or none")
    private @Nullable String keyService;

    KeyFiles files() {
        return new KeyFiles(
                sealing,
                opening,
                Optional.ofNullable(keyService)
                        .or(() -> Environment.current().variable("PASSBACK_OPENING_KEYS_KMS_URI")));
    }
}
