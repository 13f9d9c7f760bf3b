package dev.passback.gateway.upstream.kombo;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.gateway.upstream.Echo;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call, from connecting to the last byte of the answer, within one time-out. What makes an outcome sure is whether the
 * request had left: before that nothing was taken, after that only an answer tells. Used once, on one context.
 */
final class KomboCall {

    /** The most that is read of an answer, in bytes; Kombo's have some hundred. */
    static final int LONGEST_ANSWER = 1024 * 1024;

    private final Vertx vertx;
    private final Duration timeout;
    private final Echo echo;
    private final long started = System.nanoTime();
    private long connected;
    private long answered;
    private long ended;
    private @Nullable HttpClientRequest request;
    private boolean over;

    KomboCall(Vertx vertx, Duration timeout, Echo echo) {
        this.vertx = vertx;
        this.timeout = timeout;
        this.echo = echo;
    }

    /** Makes the call. The future always succeeds. */
    Future<AttemptResult> run(HttpClient client, RequestOptions options, String body) {
        return TimeLimit.within(vertx, left(), client.request(options).compose(open -> send(open, body)))
                .map(answer -> new AttemptResult(answer.judge(), Optional.of(answer.keep()), timing()))
                .recover(failure -> Future.succeededFuture(failed(failure)));
    }

    /** Looking up the upstream's name has taken some of the time already. */
    private Duration left() {
        return timeout.minusNanos(System.nanoTime() - started);
    }

    private Future<KomboAnswer> send(HttpClientRequest open, String body) {
        // The future tells; without a handler Vert.x logs an error besides.
        open.exceptionHandler(broken -> {});
        if (over) {
            // judged as not taken while it was connecting: it must not leave any more
            open.reset();
            return Future.failedFuture(new TimeoutException());
        }
        request = open;
        connected = System.nanoTime();
        return open.send(Buffer.buffer(body)).compose(this::read);
    }

    private Future<KomboAnswer> read(HttpClientResponse response) {
        answered = System.nanoTime();
        Buffer body = Buffer.buffer();
        Promise<KomboAnswer> whole = Promise.promise();
        response.exceptionHandler(whole::tryFail);
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > LONGEST_ANSWER) {
                whole.tryComplete(answer(response, body, true));
                response.request().reset();
            }
        });
        response.endHandler(end -> whole.tryComplete(answer(response, body, false)));
        return whole.future();
    }

    private KomboAnswer answer(HttpClientResponse response, Buffer body, boolean cut) {
        ended = System.nanoTime();
        return new KomboAnswer(
                response.statusCode(), echo.removedFrom(response.headers()), echo.removedFrom(body), cut);
    }

    private AttemptResult failed(Throwable failure) {
        over = true;
        boolean timedOut = failure instanceof TimeoutException;
        HttpClientRequest open = request;
        if (open == null) {
            String what = timedOut ? "no connection within " + timeout.toSeconds() + " s" : "no connection";
            return AttemptResult.unanswered(
                    new Outcome.NotTaken(what + " to the upstream" + why(failure), Optional.empty()), timing());
        }
        if (timedOut) {
            open.reset();
        }
        String what = timedOut
                ? "the upstream gave no whole answer within " + timeout.toSeconds() + " s"
                : "the connection to the upstream broke before its answer was whole";
        return AttemptResult.unanswered(new Outcome.Unsure(what), timing());
    }

    /** Causes of failed connections name addresses and certificates, nothing secret; still, only their kind is told. */
    private static String why(Throwable failure) {
        return failure instanceof TimeoutException
                ? ""
                : " (" + failure.getClass().getSimpleName() + ")";
    }

    Timing timing() {
        long now = System.nanoTime();
        long until = connected == 0 ? now : connected;
        return new Timing(
                Duration.ofNanos(until - started),
                connected == 0 ? Duration.ZERO : Duration.ofNanos((answered == 0 ? now : answered) - connected),
                answered == 0 ? Duration.ZERO : Duration.ofNanos((ended == 0 ? now : ended) - answered));
    }
}
