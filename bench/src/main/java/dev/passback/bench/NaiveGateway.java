package dev.passback.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

/**
 * What one writes first: the same promises in the same tables, one statement a step, each with a commit of its own. No group commit,
 * no key that is checked, no slots.
 */
final class NaiveGateway {

    private static final int MOST_CONNECTIONS = 2_000;
    private static final int DATABASE_CONNECTIONS = 16;
    private static final long TENANT = Installation.NAIVE_TENANT;
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private static final String ACCEPT = """
            INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, state, retry_until,
              attempts, lease, lease_until)
            VALUES ($1, $2, $3, 'naive', 'candidate', $4, $5, $6, $7, 'sending', now() + interval '72 hours', 1, $2,
              now() + interval '75 seconds')
            """;
    private static final String BEGIN = """
            INSERT INTO attempt (tenant_id, submission_id, no, begun_at, lease, node) VALUES ($1, $2, 1, $3, $2, 'naive')
            """;
    private static final String END = """
            UPDATE attempt SET ended_at = now(), outcome = 'accepted', status = $4, answer_body = $5, integration_id = $6
            WHERE tenant_id = $1 AND submission_id = $2 AND no = 1 AND begun_at = $3
            """;
    private static final String SETTLE = """
            UPDATE submission SET state = 'delivered', lease = NULL, lease_until = NULL, settled_at = now(), last_outcome = 'accepted'
            WHERE tenant_id = $1 AND id = $2 AND settled_at = 'infinity'
            """;

    private final HttpClient client;
    private final Pool pool;
    private final int upstream;

    private NaiveGateway(Vertx vertx, Pool pool, int upstream) {
        this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
        this.pool = pool;
        this.upstream = upstream;
    }

    public static void main(String[] arguments) {
        int upstream = Integer.parseInt(arguments[1]);
        PgConnectOptions database =
                PgConnectOptions.fromUri(System.getenv("PASSBACK_DATABASE_URL")).setCachePreparedStatements(true);
        Servers.serve(
                Integer.parseInt(arguments[0]),
                vertx -> new NaiveGateway(vertx, pool(vertx, database), upstream)::serve);
    }

    private static Pool pool(Vertx vertx, PgConnectOptions database) {
        return PgBuilder.pool()
                .with(new io.vertx.sqlclient.PoolOptions().setMaxSize(DATABASE_CONNECTIONS))
                .connectingTo(database)
                .using(vertx)
                .build();
    }

    private void serve(HttpServerRequest request) {
        request.body()
                .compose(body -> deliver(request, body))
                .compose(answer -> request.response()
                        .putHeader("content-type", "application/json")
                        .end(answer))
                .onFailure(broken -> request.response().setStatusCode(500).end(broken.toString()));
    }

    private Future<Buffer> deliver(HttpServerRequest request, Buffer body) {
        UUID id = IDS.generate();
        OffsetDateTime begun = OffsetDateTime.now(ZoneOffset.UTC);
        String integration = Objects.requireNonNull(request.getHeader("x-integration-id"));
        return run(ACCEPT, accepted(request, body, id, integration))
                .compose(done -> run(BEGIN, Tuple.of(TENANT, id, begun)))
                .compose(done -> send(request, body, integration))
                .compose(answer -> run(END, Tuple.of(TENANT, id, begun, 200, answer.toString(), integration))
                        .compose(done -> run(SETTLE, Tuple.of(TENANT, id)))
                        .map(answer));
    }

    private static Tuple accepted(HttpServerRequest request, Buffer body, UUID id, String integration) {
        JsonObject link = body.toJsonObject();
        return Tuple.of(
                TENANT,
                id,
                integration,
                Objects.requireNonNull(request.path()).split("/", -1)[4],
                link.getString("label"),
                link.getString("url"),
                body.toString());
    }

    private Future<Void> run(String statement, Tuple values) {
        return pool.preparedQuery(statement).execute(values).mapEmpty();
    }

    private Future<Buffer> send(HttpServerRequest request, Buffer body, String integration) {
        return client.request(HttpMethod.POST, upstream, "127.0.0.1", request.uri())
                .compose(call -> call.putHeader("content-type", "application/json")
                        .putHeader("x-integration-id", integration)
                        .putHeader("authorization", "Bearer naive")
                        .send(body))
                .compose(answer -> answer.statusCode() == 200
                        ? answer.body()
                        : Future.failedFuture("the upstream answered " + answer.statusCode()));
    }
}
