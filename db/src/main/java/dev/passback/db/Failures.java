package dev.passback.db;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

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

    /**
     * Whether the database could not be asked, or could not answer in time: not there, starting, shutting down, out of
     * connections. The same request may succeed a moment later.
     */
    public static boolean isUnavailable(Throwable failure) {
        return failure instanceof PgException refused
                ? isClass(refused, "08") || isClass(refused, "3D") || isClass(refused, "53") || isClass(refused, "57")
                : failure instanceof IOException
                        || failure instanceof TimeoutException
                        || failure instanceof VertxException;
    }

    private static boolean isClass(PgException refused, String sqlStateClass) {
        return refused.getSqlState() != null && refused.getSqlState().startsWith(sqlStateClass);
    }
}
