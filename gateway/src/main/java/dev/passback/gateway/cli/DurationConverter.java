package dev.passback.gateway.cli;

import dev.passback.gateway.settings.DurationText;
import java.time.Duration;
import picocli.CommandLine;

/** Options that are durations, as {@link DurationText} reads them. */
public final class DurationConverter implements CommandLine.ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException none) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is no duration such as 500ms, 10s, 10m, 2h or 90d");
        }
    }
}
