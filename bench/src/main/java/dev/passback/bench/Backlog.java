package dev.passback.bench;

import java.io.IOException;
import java.sql.SQLException;

/** How fast due rows go out, by how many are due. The integration is paused before and after. */
final class Backlog {

    private static final int LOOK_MILLIS = 20;
    private static final int COUNT_MILLIS = 500;
    // the loop has found the rows and the upstream's connections are open
    private static final double BEGUN = 0.1;

    private final Scene scene;
    private final Site site;
    private final Rows rows;

    Backlog(Scene scene, Site site) {
        this.scene = scene;
        this.site = site;
        this.rows = site.rows();
    }

    /**
     * Makes {@code due} rows due at once, and measures the first {@code drained} of them; the others are thrown away.
     *
     * @return delivered a second
     * @throws IllegalStateException if rows, calls and deliveries are not equal at the end
     */
    double rate(int due, int drained) throws SQLException, IOException, InterruptedException {
        rows.settleDown();
        String since = rows.now();
        rows.makeDue(Installation.INTEGRATION, due);
        awaitCounted();
        rows.tidy();
        long before = scene.calls();
        site.pause(false);
        long begun = await(before + (long) (drained * BEGUN));
        long ended = await(before + drained);
        site.pause(true);
        balance(since, due, before);
        return drained * (1 - BEGUN) / ((ended - begun) / 1e9);
    }

    /** A backlog has come over hours, and was counted for the statistics as it came. */
    private void awaitCounted() throws SQLException, InterruptedException {
        String made = rows.now();
        while (!rows.isCounted(made)) {
            Thread.sleep(COUNT_MILLIS);
        }
    }

    /** When the upstream has got so many calls. */
    private long await(long calls) throws IOException, InterruptedException {
        while (scene.calls() < calls) {
            Thread.sleep(LOOK_MILLIS);
        }
        return System.nanoTime();
    }

    private void balance(String since, int due, long before) throws SQLException, IOException, InterruptedException {
        while (rows.sending() > 0) {
            Thread.sleep(LOOK_MILLIS);
        }
        long calls = scene.calls() - before;
        long delivered = rows.delivered(since);
        long queued = rows.queued();
        if (calls != delivered || delivered + queued != due) {
            throw new IllegalStateException("void: of %d due rows %d are delivered and %d queued after %d calls"
                    .formatted(due, delivered, queued, calls));
        }
    }
}
