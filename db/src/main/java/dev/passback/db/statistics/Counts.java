package dev.passback.db.statistics;

/**
 * What happened in a span of time.
 *
 * @param accepted submissions
 * @param delivered submissions that an attempt delivered; one that was sent again may count twice, as for the others
 * @param taken attempts that the upstream took
 * @param failed attempts that came to anything else
 * @param warnings that upstreams gave
 */
public record Counts(
        long accepted, long delivered, long rejected, long expired, long taken, long failed, long warnings) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    /** Submissions that came to an end. */
    public long settled() {
        return delivered + rejected + expired;
    }

    public Counts plus(Counts other) {
        return new Counts(
                accepted + other.accepted,
                delivered + other.delivered,
                rejected + other.rejected,
                expired + other.expired,
                taken + other.taken,
                failed + other.failed,
                warnings + other.warnings);
    }
}
