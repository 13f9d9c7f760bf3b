package dev.passback.gateway;

import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.gateway.credential.KeysetText;
import dev.passback.gateway.credential.OpeningKeySource;
import dev.passback.gateway.credential.PrintingCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads where the keys of credentials are, and the keys themselves for the first time. */
final class KeySettings {

    private static final String SEALING = "PASSBACK_SEALING_KEYS_FILE";
    private static final String IN_FILE = "PASSBACK_OPENING_KEYS_FILE";
    private static final String GIVEN = "PASSBACK_OPENING_KEYS";
    private static final String PRINTED = "PASSBACK_OPENING_KEYS_COMMAND";
    private static final String KEY_SERVICE = "PASSBACK_OPENING_KEYS_KMS_URI";

    private final Environment environment;

    KeySettings(Environment environment) {
        this.environment = environment;
    }

    Config.Keys read(boolean opens) {
        return new Config.Keys(
                environment.optionalFile(SEALING, SealingKeys::parse),
                environment.variable(SEALING).map(Path::of),
                opens ? opening() : Optional.empty());
    }

    private Optional<OpeningKeySource> opening() {
        List<String> set = Stream.of(IN_FILE, GIVEN, PRINTED)
                .filter(name -> environment.variable(name).isPresent())
                .toList();
        if (set.isEmpty()) {
            environment.complain(IN_FILE + " is not set; ./passback secrets init makes the file");
        }
        if (set.size() > 1) {
            environment.complain(String.join(" and ", set) + " are set; one of them is enough");
        }
        return set.size() == 1 ? opening(set.getFirst()) : Optional.empty();
    }

    private Optional<OpeningKeySource> opening(String name) {
        Optional<String> keyService = environment.variable(KEY_SERVICE);
        return environment.checked(
                name,
                environment.variable(name).orElseThrow(),
                value -> OpeningKeySource.of(text(name, value), keyService));
    }

    private static KeysetText text(String name, String value) {
        return switch (name) {
            case IN_FILE -> new KeysetText.InFile(Path.of(value));
            case GIVEN -> new KeysetText.Given(new Secret(value));
            default -> new KeysetText.Printed(PrintingCommand.parse(value));
        };
    }
}
