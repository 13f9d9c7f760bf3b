package dev.passback.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;

/** The ceiling: hands each request on and its answer back, and keeps nothing. */
final class BareProxy {

    private static final int MOST_CONNECTIONS = 2_000;

    private final HttpClient client;
    private final int upstream;

    private BareProxy(Vertx vertx, int upstream) {
        this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
        this.upstream = upstream;
    }

    public static void main(String[] arguments) {
        int upstream = Integer.parseInt(arguments[1]);
        Servers.serve(Integer.parseInt(arguments[0]), vertx -> new BareProxy(vertx, upstream)::pass);
    }

    private void pass(HttpServerRequest request) {
        request.body()
                .compose(body -> client.request(HttpMethod.POST, upstream, "127.0.0.1", request.uri())
                        .compose(call -> send(request, call, body)))
                .compose(answer -> answer.body().compose(body -> back(request, answer, body)))
                .onFailure(broken -> request.response().setStatusCode(502).end());
    }

    private static Future<HttpClientResponse> send(HttpServerRequest request, HttpClientRequest call, Buffer body) {
        request.headers().forEach((name, value) -> call.headers().add(name, value));
        return call.send(body);
    }

    private static Future<Void> back(HttpServerRequest request, HttpClientResponse answer, Buffer body) {
        request.response().setStatusCode(answer.statusCode());
        answer.headers().forEach((name, value) -> request.response().headers().add(name, value));
        return request.response().end(body);
    }
}
