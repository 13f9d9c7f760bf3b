package dev.passback.db.live;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what this node changed and tells all pages, at most twice a second however much it is: noting costs the hot path a few
 * nanoseconds and no query, since a notification takes a lock on the whole database at its commit. Bounded; what does not fit is
 * left out and said to be. Any thread.
 */
public final class Changes {

    /** The channel that {@link LiveFeed} listens on. */
    static final String CHANNEL = "passback_live";

    static final Duration PAUSE = Duration.ofMillis(500);

    private static final int MOST_TENANTS = 48;
    private static final int MOST_IDS = 80;
    private static final int MOST_JOBS = 8;
    private static final int MOST_TENANTS_OF_A_JOB = 8;

    private final Vertx vertx;
    private final Function<Notice, Future<?>> tell;
    private Map<TenantId, Tally> tenants = new HashMap<>();
    private Map<UUID, Set<TenantId>> jobs = new HashMap<>();
    private int ids;
    private boolean cut;
    private boolean telling;

    private static final class Tally {
        private int accepted;
        private int changed;
        private int attention;
        private boolean cut;
        private final Set<SubmissionId> ids = new HashSet<>();
    }

    /** Tells over this pool. */
    public Changes(Vertx vertx, Pool pool) {
        this(vertx, notice -> tell(pool, notice));
    }

    Changes(Vertx vertx, Function<Notice, Future<?>> tell) {
        this.vertx = vertx;
        this.tell = tell;
    }

    static final String TELL = "SELECT pg_notify($1, $2)";

    private static Future<?> tell(Pool pool, Notice notice) {
        return pool.preparedQuery(TELL).execute(Tuple.of(CHANNEL, notice.encoded()));
    }

    /** A submission was accepted. */
    public void accepted(TenantId tenant) {
        note(tenant, 1, null, false);
    }

    /**
     * A submission changed.
     *
     * @param attention whether somebody should look at it now
     */
    public void changed(TenantId tenant, SubmissionId id, boolean attention) {
        note(tenant, 0, id, attention);
    }

    /** Somebody acted on a submission. */
    public void acted(TenantId tenant, SubmissionId id) {
        changed(tenant, id, false);
    }

    /**
     * A job went on.
     *
     * @param whose whose submissions it is about; nothing means everybody's
     */
    public void job(UUID job, Optional<Set<TenantId>> whose) {
        synchronized (this) {
            if (jobs.size() < MOST_JOBS) {
                // of a job of many, only those hear who see everything
                jobs.put(
                        job,
                        whose.filter(few -> few.size() <= MOST_TENANTS_OF_A_JOB).orElse(Set.of()));
            } else {
                cut = true;
            }
        }
        soon();
    }

    private void note(TenantId tenant, int accepted, @Nullable SubmissionId id, boolean attention) {
        synchronized (this) {
            Tally tally = tenants.size() < MOST_TENANTS
                    ? tenants.computeIfAbsent(tenant, first -> new Tally())
                    : tenants.get(tenant);
            if (tally == null) {
                cut = true;
            } else {
                tally.accepted += accepted;
                tally.changed += 1 - accepted;
                tally.attention += attention ? 1 : 0;
                note(tally, id);
            }
        }
        soon();
    }

    private void note(Tally tally, @Nullable SubmissionId id) {
        if (id != null && ids < MOST_IDS) {
            ids += tally.ids.add(id) ? 1 : 0;
        } else if (id != null) {
            tally.cut = true;
        }
    }

    /** The first change since the last notice sets the clock; no clock runs while nothing happens. */
    private void soon() {
        synchronized (this) {
            if (telling) {
                return;
            }
            telling = true;
        }
        vertx.setTimer(PAUSE.toMillis(), due -> tell.apply(take()).onComplete((told, lost) -> told()));
    }

    // A notice that could not be told is lost: it was a hint.
    private void told() {
        boolean more;
        synchronized (this) {
            telling = false;
            more = !tenants.isEmpty() || !jobs.isEmpty() || cut;
        }
        if (more) {
            soon();
        }
    }

    private synchronized Notice take() {
        Map<TenantId, Notice.Counts> counts = new HashMap<>();
        tenants.forEach((tenant, tally) -> counts.put(
                tenant, new Notice.Counts(tally.accepted, tally.changed, tally.attention, tally.ids, tally.cut)));
        Notice notice = new Notice(counts, jobs, cut);
        tenants = new HashMap<>();
        jobs = new HashMap<>();
        ids = 0;
        cut = false;
        return notice;
    }
}
