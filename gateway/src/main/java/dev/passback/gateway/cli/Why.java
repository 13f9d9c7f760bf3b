package dev.passback.gateway.cli;

import dev.passback.db.audit.Act;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who acts, and why, for the audit log. */
final class Why {

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; stands in the audit log")
    private @Nullable String reason;

    Act act() {
        return new Act("cli:" + System.getProperty("user.name"), Optional.ofNullable(reason), "command line");
    }
}
