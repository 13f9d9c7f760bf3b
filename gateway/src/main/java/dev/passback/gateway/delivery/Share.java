package dev.passback.gateway.delivery;

import dev.passback.db.delivery.SlotStore.Grant;
import java.time.Duration;
import java.util.Optional;

/**
 * This node's share of one integration's slots: how many it has leased, until when calls may be begun under the lease, and how many
 * are in use. Thread-safe. Times are of {@link System#nanoTime}, which goes on while the process is frozen: one that wakes up late
 * finds its lease over.
 */
final class Share {

    /** How much of its lease a node lets pass before it renews. */
    private static final Duration RENEW_BEFORE = SlotLoop.VALID.dividedBy(2);

    /** Asked for beyond what is wanted now, so that a growing demand need not wait each time. */
    private static final int AHEAD = 4;

    /** For how long an answer's word on the room that is left counts. */
    private static final Duration ROOM_COUNTS = Duration.ofSeconds(5);

    /** After how long a lowered cap that still holds is told to the other nodes again. */
    private static final Duration TELL_AGAIN = SlotLoop.LOWERED.dividedBy(3);

    private int leased;
    private int cap;
    private long validUntil;
    private int lowered;
    private long toldAt;
    private int room = Integer.MAX_VALUE;
    private long roomUntil;
    private int busy;
    private int busyDirect;
    private int busiest;
    private int unmet;
    private boolean backlog;
    private boolean directWanted;
    private Optional<Grant> last = Optional.empty();

    /** What is to be asked of the database: at most so many, of so many wanted. */
    record Ask(int most, int wanted) {}

    /**
     * Takes a slot for a first attempt. While a backlog waits, first attempts have a quarter of the slots, so that neither starves
     * the other.
     */
    synchronized boolean takeDirect(long now) {
        int usable = usable(now);
        int limit = backlog ? Math.max(1, usable / 4) : usable;
        directWanted = true;
        if (busy >= usable || busyDirect >= limit) {
            unmet++;
            return false;
        }
        busyDirect++;
        use(1);
        return true;
    }

    /** Takes what is free for a backlog, at most so many; leaves a quarter to first attempts while there are some. */
    synchronized int take(int most, long now) {
        int usable = usable(now);
        int reserved = directWanted && usable > 1 ? Math.max(1, usable / 4) - Math.min(busyDirect, usable / 4) : 0;
        int got = Math.clamp((long) usable - busy - reserved, 0, most);
        use(got);
        if (got == 0) {
            unmet += AHEAD;
            backlog = true;
        }
        return got;
    }

    /** A claim brought as many as there were slots, or fewer: then nothing more is due. */
    synchronized void claimed(boolean full) {
        backlog = full;
        if (full) {
            unmet += AHEAD;
        }
    }

    synchronized void giveBackDirect() {
        busyDirect--;
        busy--;
    }

    synchronized void giveBack(int count) {
        busy -= count;
    }

    /** Whether there is work that waits for a slot. */
    synchronized boolean backlog() {
        return backlog;
    }

    synchronized int busy() {
        return busy;
    }

    synchronized int leased() {
        return leased;
    }

    synchronized int cap() {
        return cap;
    }

    /**
     * The upstream bears no more than this now: at once, whatever is leased.
     *
     * @return whether the other nodes are to be told: it is news, or they were told long ago
     */
    synchronized boolean lower(int bearable, long now) {
        boolean news = bearable < cap || (bearable == lowered && now - toldAt > TELL_AGAIN.toNanos());
        if (news) {
            cap = bearable;
            lowered = bearable;
            toldAt = now;
        }
        return news;
    }

    /** The upstream has room for so many calls beside those in flight; counts for a moment, for others use that room too. */
    synchronized void room(int left, long now) {
        room = Math.max(1, busy + left);
        roomUntil = now + ROOM_COUNTS.toNanos();
    }

    /**
     * What to ask for now; nothing while all is well. What is asked for is given up here before it is asked. A lease that is not used
     * is not renewed, and given back when it is over.
     */
    synchronized Optional<Ask> ask(long now) {
        int wanted = busiest + (unmet > 0 ? Math.max(unmet, AHEAD) : 0);
        int most = Math.max(busy, Math.min(wanted, fair()));
        boolean more = unmet > 0 && most > usable(now);
        boolean ageing = busiest > 0 && validUntil - now < RENEW_BEFORE.toNanos();
        boolean othersWait = leased > most && last.map(Grant::others).orElse(0) > 0;
        boolean over = leased > 0 && busiest == 0 && usable(now) == 0;
        unmet = 0;
        directWanted = false;
        if (!more && !ageing && !othersWait && !over) {
            return Optional.empty();
        }
        leased = Math.min(leased, most);
        busiest = busy;
        return Optional.of(new Ask(most, wanted));
    }

    /** With others about, no more than an even part, unless they want less than that leaves them. */
    private int fair() {
        return last.filter(grant -> grant.others() > 0)
                .map(grant ->
                        Math.max(Math.ceilDiv(grant.cap(), grant.others() + 1), grant.cap() - grant.othersWanted()))
                .orElse(Integer.MAX_VALUE);
    }

    synchronized void granted(Grant grant, long until) {
        last = Optional.of(grant);
        cap = grant.cap();
        leased = grant.slots();
        validUntil = until;
    }

    private int usable(long now) {
        int borne = now - roomUntil < 0 ? Math.min(cap, room) : cap;
        return now - validUntil < 0 ? Math.min(leased, borne) : 0;
    }

    private void use(int count) {
        busy += count;
        busiest = Math.max(busiest, busy);
    }
}
