package dev.passback.db.submission;

import io.vertx.pgclient.PgException;

/** A search that was given up because it took too long: narrower ones are quick. */
public final class SearchTooLong {

    private static final String QUERY_CANCELED = "57014";

    private SearchTooLong() {}

    /** Whether that is why it failed. */
    public static boolean is(Throwable failure) {
        return failure instanceof PgException refused && QUERY_CANCELED.equals(refused.getSqlState());
    }
}
