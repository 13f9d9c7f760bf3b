package dev.passback.core.submission;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
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

    private static final long LAST_MILLIS = (1L << 48) - 1;
    private static final long VERSION = 0x7000;
    private static final long VARIANT = 1L << 63;

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

    /**
     * The least id that can be made at a time, by a process whose clock is right: those made before are less, those made then or
     * later are not.
     */
    public static SubmissionId leastAt(Instant time) {
        long millis = Math.clamp(time.toEpochMilli(), 0, LAST_MILLIS);
        return new SubmissionId(new UUID(millis << 16 | VERSION, VARIANT));
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
