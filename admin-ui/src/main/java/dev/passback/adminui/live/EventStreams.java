package dev.passback.adminui.live;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.live.LiveFeed;
import dev.passback.db.live.Notice;
import dev.passback.db.staff.SessionStore;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pages that are open at this node. Any thread; bounded. */
public final class EventStreams implements LiveFeed.Listener {

    /** More than this are refused: each holds a connection. */
    static final int MOST = 500;

    private static final Duration BEAT = Duration.ofSeconds(15);
    // Shorter than a connection may be without a request; then the browser comes again, and its session is looked at.
    private static final Duration LIFE = Duration.ofMinutes(4);
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    // A page that is told asks for itself anew. So often all pages together may, and so many at once after a quiet
    // time.
    private static final double TURNS_A_SECOND = 2;
    private static final double MOST_TURNS_AT_ONCE = 20;

    private final Vertx vertx;
    private final SessionStore sessions;
    private final Duration behind;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private double turns = MOST_TURNS_AT_ONCE;
    private long turnsNanos = System.nanoTime();
    private volatile boolean hearing;
    private volatile boolean stopping;

    /**
     * Streams.
     *
     * @param behind how much later than it is heard pages are told
     */
    public EventStreams(Vertx vertx, SessionStore sessions, Duration behind) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.behind = behind;
        vertx.setPeriodic(BEAT.toMillis(), due -> beat());
        vertx.setPeriodic(TURN.toMillis(), due -> takeTurns());
    }

    boolean isFull() {
        return stopping || open.size() >= MOST;
    }

    /** From now on it is sent to, until it ends. */
    void add(EventStream stream) {
        open.add(stream);
        long timer = vertx.setTimer(LIFE.toMillis(), due -> stream.end());
        stream.ctx().addEndHandler(ended -> {
            vertx.cancelTimer(timer);
            open.remove(stream);
        });
        send(stream, hearing ? EventText.hearing(pause()) : EventText.deaf());
    }

    @Override
    public void heard(Notice notice) {
        if (behind.isZero()) {
            tell(notice);
        } else {
            vertx.setTimer(behind.toMillis(), later -> tell(notice));
        }
    }

    private void tell(Notice notice) {
        Map<Optional<Set<TenantId>>, Notice> seen = new HashMap<>();
        open.stream()
                .filter(stream -> stream.watch().concerns(seen.computeIfAbsent(stream.tenants(), notice::within)))
                .forEach(EventStream::note);
        takeTurns();
    }

    /** Tells pages of what changed on them: as many as there are turns, those first that waited longest. */
    private synchronized void takeTurns() {
        long now = System.nanoTime();
        turns = Math.min(MOST_TURNS_AT_ONCE, turns + TURNS_A_SECOND * (now - turnsNanos) / 1e9);
        turnsNanos = now;
        List<EventStream> next = open.stream()
                .filter(stream -> stream.waits(now, SHORTEST_PAUSE))
                .sorted(Comparator.comparingLong(EventStream::toldNanos))
                .limit((long) turns)
                .toList();
        turns -= next.size();
        Buffer text = EventText.change(SHORTEST_PAUSE);
        next.forEach(stream -> {
            stream.takeTurn(now);
            send(stream, text);
        });
    }

    /** Who is dropped takes nobody's place any more. */
    private void send(EventStream stream, Buffer text) {
        if (!stream.send(text)) {
            open.remove(stream);
        }
    }

    @Override
    public void lost() {
        hearing = false;
        open.forEach(stream -> send(stream, EventText.deaf()));
    }

    @Override
    public void back() {
        hearing = true;
        open.forEach(stream -> send(stream, EventText.hearing(pause())));
    }

    // A server that stops waits for what is under way.
    @Override
    public void over() {
        stopping = true;
        open.forEach(EventStream::end);
    }

    /** How long a page waits before it asks for itself where all have a reason at once. */
    private Duration pause() {
        Duration each = Duration.ofNanos((long) (1e9 * open.size() / TURNS_A_SECOND));
        return each.compareTo(SHORTEST_PAUSE) > 0 ? each : SHORTEST_PAUSE;
    }

    private void beat() {
        List<EventStream> now = List.copyOf(open);
        if (now.isEmpty()) {
            return;
        }
        now.forEach(stream -> send(stream, EventText.BEAT));
        HexFormat hex = HexFormat.of();
        Set<String> asked =
                Set.copyOf(now.stream().map(EventStream::session).distinct().toList());
        sessions.alive(asked.stream().map(hex::parseHex).toList()).onSuccess(alive -> {
            Set<String> still = Set.copyOf(alive.stream().map(hex::formatHex).toList());
            now.stream().filter(stream -> !still.contains(stream.session())).forEach(EventStream::end);
        });
    }
}
