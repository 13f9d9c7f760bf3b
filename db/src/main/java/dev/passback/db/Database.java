package dev.passback.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;

/** Opens pools of connections. A pool may be used from any context; it connects when first used. */
public final class Database {

    private static final int CONNECT_SECONDS = 5;
    // A statement that takes longer than this is broken: its caller has long been answered.
    private static final String STATEMENT_TIMEOUT = "10s";
    // A node that freezes in the midst of a transaction keeps its locks no longer than this.
    private static final String IDLE_TIMEOUT = "5s";
    // After a switch-over the address may lead elsewhere: no connection outlives this.
    private static final int LIFETIME_MINUTES = 5;
    private static final int PIPELINED = 64;
    // More waiting requests than this would only grow old in memory; the callers get a 503 instead.
    private static final int MOST_WAITING = 2_000;

    private Database() {}

    /** The gateway's pool: statements are prepared once a connection and pipelined. */
    public static Pool open(Vertx vertx, DatabaseAddress address, int connections) {
        return build(vertx, address.connectOptions(), "passback-gateway", connections);
    }

    /** One connection for what a command does, or a node does once. */
    public static Pool openForCommand(Vertx vertx, DatabaseAddress address) {
        return build(vertx, address.connectOptions(), "passback-command", 1);
    }

    /** One connection by which a node knows whether the database is there, whatever else waits for one. */
    public static Pool openForOperations(Vertx vertx, DatabaseAddress address) {
        return build(vertx, address.connectOptions(), "passback-operations", 1);
    }

    /**
     * The pool for accepting, claiming and settling, which look up single rows: each statement is planned once a connection, whatever
     * its batch (ADR 30).
     */
    public static Pool openForBatches(Vertx vertx, DatabaseAddress address, int connections) {
        return build(vertx, plannedOnce(address), "passback-batches", connections);
    }

    /**
     * A pool for pages. Their statements have filters that may be absent, so each is planned for the values at hand; and they
     * have connections of their own, so that a slow page never takes one from the gateway.
     */
    public static Pool openForPages(Vertx vertx, DatabaseAddress address, int connections) {
        return build(vertx, plannedForValues(address), "passback-ui", connections);
    }

    /** A pool for the API's lists, which have filters as the pages have them: a long list never delays an acceptance. */
    public static Pool openForLists(Vertx vertx, DatabaseAddress address, int connections) {
        return build(vertx, plannedForValues(address), "passback-lists", connections);
    }

    /** What listens to notifications, over a connection of its own. It connects when it is told to. */
    public static PgSubscriber subscriber(Vertx vertx, DatabaseAddress address) {
        return PgSubscriber.subscriber(
                vertx, address.connectOptions().addProperty("application_name", "passback-live"));
    }

    // Left to itself, PostgreSQL finds plans for the values at hand cheaper for ever: the first few batches are short.
    // And open work is often empty when a plan is made: read from end to end looks best then, a second later not.
    private static PgConnectOptions plannedOnce(DatabaseAddress address) {
        return address.connectOptions()
                .addProperty("plan_cache_mode", "force_generic_plan")
                .addProperty("enable_seqscan", "off");
    }

    private static PgConnectOptions plannedForValues(DatabaseAddress address) {
        return address.connectOptions().addProperty("plan_cache_mode", "force_custom_plan");
    }

    private static Pool build(Vertx vertx, PgConnectOptions options, String name, int connections) {
        options.setCachePreparedStatements(true)
                // without it the longest ones, which are the hot ones, would be parsed and planned anew each time
                .setPreparedStatementCacheSqlFilter(sql -> true)
                .setPipeliningLimit(PIPELINED)
                .addProperty("application_name", name)
                .addProperty("statement_timeout", STATEMENT_TIMEOUT)
                .addProperty("idle_in_transaction_session_timeout", IDLE_TIMEOUT);
        PoolOptions pool = new PoolOptions()
                .setName(name)
                .setMaxSize(connections)
                .setMaxWaitQueueSize(MOST_WAITING)
                .setConnectionTimeout(CONNECT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxLifetime(LIFETIME_MINUTES)
                .setMaxLifetimeUnit(TimeUnit.MINUTES);
        NetClientOptions transport = new NetClientOptions().setConnectTimeout(CONNECT_SECONDS * 1000);
        return PgBuilder.pool()
                .with(pool)
                .with(transport)
                .connectingTo(PreferredTls.settle(vertx, options, transport))
                .using(vertx)
                .build();
    }

    // language=PostgreSQL
    static final String PING = "SELECT 1";

    /** Succeeds when the database answers. */
    public static Future<Void> ping(SqlClient client) {
        return client.preparedQuery(PING).execute().mapEmpty();
    }

    static final String WRITABLE = """
            SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'
            """;

    /** Whether the database takes what is written; false on a standby, or while it is switched over. */
    public static Future<Boolean> isWritable(Pool pool) {
        return pool.preparedQuery(WRITABLE)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    static final String MAKE_PARTITIONS = "SELECT make_partitions($1)";

    /** Makes the partitions of this month and the next {@code monthsAhead}; free when they are there. */
    public static Future<Void> makePartitions(Pool pool, int monthsAhead) {
        return pool.preparedQuery(MAKE_PARTITIONS)
                .execute(Tuple.of(monthsAhead))
                .mapEmpty();
    }
}
