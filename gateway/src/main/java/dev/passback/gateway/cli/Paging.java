package dev.passback.gateway.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which page of a list is asked for. */
final class Paging {

    private static final int LARGEST = 1_000;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "how many at the most, 1 to 1000; ${DEFAULT-VALUE} by default",
            defaultValue = "100")
    private int limit;

    @Option(names = "--after", paramLabel = "LAST", description = "\"next\" of the page before")
    private @Nullable String after;

    int limit() {
        if (limit < 1 || limit > LARGEST) {
            throw new CommandLine.ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "--limit must be from 1 to " + LARGEST);
        }
        return limit;
    }

    Optional<String> after() {
        return Optional.ofNullable(after);
    }
}
