package dev.passback.db;

import io.vertx.pgclient.PgException;

/** What a failure of the database means for its caller. */
public final class Failures {

    private Failures() {}

    /**
     * Whether the database answered that it will not do this statement, so that surely nothing of it was written. False where the
     * connection broke: then nobody knows.
     */
    public static boolean isRefused(Throwable failure) {
        return failure instanceof PgException refused
                && (isClass(refused, "22") || isClass(refused, "23") || isClass(refused, "40"));
    }

    /**
     * Whether another transaction got in between, so that trying again is right: a row that is moved to another partition while
     * a second statement waits for it ends like this (40001).
     */
    public static boolean isCollision(Throwable failure) {
        return failure instanceof PgException refused && isClass(refused, "40");
    }

    /** Whether a row with this key is there already. */
    public static boolean isDuplicate(Throwable failure) {
        return failure instanceof PgException refused && "23505".equals(refused.getSqlState());
    }

    private static boolean isClass(PgException refused, String sqlStateClass) {
        return refused.getSqlState() != null && refused.getSqlState().startsWith(sqlStateClass);
    }
}
