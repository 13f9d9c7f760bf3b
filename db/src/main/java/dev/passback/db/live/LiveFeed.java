package dev.passback.db.live;

import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgChannel;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the notices of all nodes over one connection of its own, and connects again, with growing pauses, when that is lost. Its
 * listener is told of both, since what happened meanwhile was missed. All on one context.
 */
public final class LiveFeed {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.live");
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Who is told. */
    public interface Listener {
        void heard(Notice notice);

        /** Nothing is heard from now on. */
        void lost();

        /** Notices come again; some may have been missed. */
        void back();

        /** This node stops. */
        void over();
    }

    private final Vertx vertx;
    private final Context context;
    private final PgSubscriber subscriber;
    private final PgChannel channel;
    private int tries;
    private long looking = -1;
    private volatile boolean closed;
    private volatile @Nullable Listener listener;

    /** A feed that does not listen yet. */
    public LiveFeed(Vertx vertx, DatabaseAddress address) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.subscriber = Database.subscriber(vertx, address).reconnectPolicy(failed -> lost(failed));
        this.channel = subscriber.channel(Changes.CHANNEL);
    }

    /** Begins to listen, and goes on until {@link #close}. */
    public void start(Listener told) {
        context.runOnContext(here -> {
            listener = told;
            channel.subscribeHandler(subscribed -> context.runOnContext(later -> told.back()));
            channel.handler(text -> context.runOnContext(later -> hear(told, text)));
            looking = vertx.setPeriodic(LOOK.toMillis(), due -> look());
            connect();
        });
    }

    private void connect() {
        subscriber.connect().onFailure(down -> {
            if (!closed) {
                vertx.setTimer(pause(tries++), due -> connect());
            }
        });
    }

    private static void hear(Listener told, String text) {
        try {
            told.heard(Notice.decoded(text));
        } catch (RuntimeException unreadable) {
            // another version's notice, or nobody's of ours
            LOGGER.atDebug().addKeyValue("error", unreadable.toString()).log("a notice cannot be read");
        }
    }

    /** How long to wait before the connection is made anew; none when there is to be no other. */
    private long lost(int failed) {
        if (closed) {
            return -1;
        }
        if (failed == 0) {
            LOGGER.atWarn().log("live pages hear nothing: the connection is lost, and made anew");
            context.runOnContext(here -> {
                if (listener != null) {
                    listener.lost();
                }
            });
        }
        return pause(failed);
    }

    private static long pause(int failed) {
        long longer = SHORTEST_PAUSE.toMillis() << Math.min(failed, 10);
        return Math.min(longer, LONGEST_PAUSE.toMillis());
    }

    /** A connection that broke without a word looks like one on which nothing happens: so something is asked. */
    private void look() {
        var connection = subscriber.actualConnection();
        if (connection != null) {
            Database.ping(connection)
                    .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .onFailure(silent -> connection.close());
        }
    }

    /** Listens no more, and says so. */
    public Future<Void> close() {
        closed = true;
        if (listener != null) {
            listener.over();
        }
        vertx.cancelTimer(looking);
        return subscriber.actualConnection() == null ? Future.succeededFuture() : subscriber.close();
    }
}
