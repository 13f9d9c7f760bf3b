package dev.passback.bench;

import java.io.IOException;
import java.sql.SQLException;

/** How fast due rows go out, by how many are due. The integration is paused before and after. */
final class Backlog {

    private static final int LOOK_MILLIS = 20;
    // the loop has found the rows and the upstream's connections are open
    private static final double BEGUN = 0.1;

    private final Scene scene;

    Backlog(Scene scene) {
        this.scene = scene;
    }

    /**
     * Makes {@code due} rows due at once, and measures the first {@code drained} of them; the others are thrown away.
     *
     * @return delivered a second
     * @throws IllegalStateException if rows, calls and deliveries are not equal at the end
     */
    double rate(int due, int drained) throws SQLException, IOException, InterruptedException {
        scene.rows().settleDown();
        String since = scene.rows().now();
        scene.rows().makeDue(Installation.INTEGRATION, due);
        scene.rows().tidy();
        long before = scene.calls();
        scene.pause(false);
        long begun = await(before + (long) (drained * BEGUN));
        long ended = await(before + drained);
        scene.pause(true);
        balance(since, due, before);
        return drained * (1 - BEGUN) / ((ended - begun) / 1e9);
    }

    /** When the upstream has got so many calls. */
    private long await(long calls) throws IOException, InterruptedException {
        while (scene.calls() < calls) {
            Thread.sleep(LOOK_MILLIS);
        }
        return System.nanoTime();
    }

    private void balance(String since, int due, long before) throws SQLException, IOException, InterruptedException {
        while (scene.rows().sending() > 0) {
            Thread.sleep(LOOK_MILLIS);
        }
        long calls = scene.calls() - before;
        long delivered = scene.rows().delivered(since);
        long queued = scene.rows().queued();
        if (calls != delivered || delivered + queued != due) {
            throw new IllegalStateException("void: of %d due rows %d are delivered and %d queued after %d calls"
                    .formatted(due, delivered, queued, calls));
        }
    }
}
