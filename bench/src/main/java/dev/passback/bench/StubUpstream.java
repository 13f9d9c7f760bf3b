package dev.passback.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.LongAdder;

/** An upstream that answers each POST at once with success, and any GET with how many it answered. */
final class StubUpstream {

    private static final Buffer TAKEN = Buffer.buffer("{\"status\":\"success\",\"data\":{},\"warnings\":[]}");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final LongAdder answered = new LongAdder();

    public static void main(String[] arguments) {
        StubUpstream stub = new StubUpstream();
        Servers.serve(Integer.parseInt(arguments[0]), vertx -> stub::answer);
    }

    private void answer(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET)) {
            request.response().end(Long.toString(answered.sum()));
            return;
        }
        request.endHandler(whole -> {
            answered.increment();
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(TAKEN);
        });
    }
}
