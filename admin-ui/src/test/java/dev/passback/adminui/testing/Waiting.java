package dev.passback.adminui.testing;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a future in a test, with a limit. */
public final class Waiting {

    private Waiting() {}

    public static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("nothing came within 20 s", late);
        }
    }
}
