package dev.passback.core.submission;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a submission: a UUID of version 7, so that ids sort by the time they were made and stay together in an index.
 * The order serves lists alone; no decision rests on the clock that made it.
 */
public record SubmissionId(UUID value) {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();
    // UUID.fromString takes "1-1-1-1-1" too
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static long latest;

    /** A new id, greater than every earlier one of this process. May be called from any thread. */
    public static SubmissionId next() {
        return next(System.currentTimeMillis());
    }

    /** The generator alone keeps the order within one millisecond only; a clock that steps back would break it. */
    static synchronized SubmissionId next(long now) {
        latest = Math.max(latest, now);
        return new SubmissionId(GENERATOR.construct(latest));
    }

    /** The id that a text names, or nothing when the text is no id. */
    public static Optional<SubmissionId> parse(String text) {
        return CANONICAL.matcher(text).matches()
                ? Optional.of(new SubmissionId(UUID.fromString(text)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
