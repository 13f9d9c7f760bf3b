package dev.passback.gateway;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for SIGTERM or SIGINT and does what is to be done then, before the process ends. */
public final class Shutdown {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.node");
    // for what comes behind the calls: connections, the pools
    private static final Duration CLOSING = Duration.ofSeconds(4);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Duration longest;

    /** One that waits so long, and a little longer for what is closed then. */
    public Shutdown(Duration deadline) {
        this.longest = deadline.plus(CLOSING);
    }

    /** Does this when the process is asked to end; the process waits for it, then ends whatever threads there are. */
    public void then(Supplier<Future<Void>> last) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> run(last), "shutdown"));
    }

    private void run(Supplier<Future<Void>> last) {
        try {
            last.get().await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception failed) {
            LOGGER.atWarn().addKeyValue("error", failure(failed)).log("stopping did not go well");
        } finally {
            ended.countDown();
        }
    }

    private static String failure(Exception failed) {
        return String.valueOf(failed.getMessage());
    }

    /** Blocks the main thread until the process is asked to end. */
    public void await() throws InterruptedException {
        ended.await();
    }
}
