package dev.passback.gateway.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.passback.core.credential.Secret;
import dev.passback.core.webhook.Redelivery;
import dev.passback.db.webhook.Delivery;
import dev.passback.db.webhook.DueMessage;
import dev.passback.gateway.credential.Vault;
import dev.passback.gateway.upstream.Authorities;
import dev.passback.gateway.upstream.OutboundAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Sends a message once, signed by Standard Webhooks with each secret in force. No redirect is followed, nothing of an answer is kept but its
 * status, and no address is called that an upstream may not have either. Any context.
 */
final class WebhookSender {

    static final Duration TIME_OUT = Duration.ofSeconds(15);

    private static final int GONE = 410;
    private static final int MOST_CONNECTIONS = 200;
    private static final int MOST_WAITING = 1_000;
    private static final int KEEP_ALIVE_SECONDS = 15;
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final OutboundAddresses addresses;
    private final Vault vault;
    private final HttpClient client;

    WebhookSender(Vertx vertx, OutboundAddresses addresses, Authorities authorities, Vault vault) {
        this.addresses = addresses;
        this.vault = vault;
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setConnectTimeout((int) TIME_OUT.toMillis())
                        .setTrustOptions(authorities.trust())
                        .setVerifyHost(true))
                .with(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING))
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build();
    }

    /** Sends it. The future always succeeds. */
    Future<Delivery> send(DueMessage message) {
        long begun = System.nanoTime();
        return opened(message)
                .compose(secrets -> addresses
                        .resolve(withoutQuery(message.url()))
                        .compose(address -> call(message, secrets, address)))
                .timeout(TIME_OUT.toMillis(), TimeUnit.MILLISECONDS)
                .map(status -> answered(message, status, begun))
                .recover(failure -> Future.succeededFuture(unanswered(message, failure, begun)));
    }

    /** Whether the receiver has said that it wants nothing any more. */
    static boolean isGone(Delivery delivery) {
        return delivery.status().filter(status -> status == GONE).isPresent();
    }

    private Future<List<Secret>> opened(DueMessage message) {
        return Future.all(message.secrets().stream()
                        .map(secret -> vault.open(secret, message.webhook()))
                        .toList())
                .map(all -> all.<Secret>list());
    }

    private Future<Integer> call(DueMessage message, List<Secret> secrets, SocketAddress address) {
        URI url = message.url();
        long now = Instant.now().getEpochSecond();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(address)
                .setHost(url.getHost())
                .setPort(address.port())
                .setSsl(url.getScheme().equals("https"))
                .setURI(path(url))
                .setFollowRedirects(false)
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "passback")
                .putHeader("webhook-id", message.id().toString())
                .putHeader("webhook-timestamp", Long.toString(now))
                .putHeader("webhook-signature", signatures(message, secrets, now));
        return client.request(options).compose(request -> status(request, message.body()));
    }

    private static Future<Integer> status(HttpClientRequest request, String body) {
        request.exceptionHandler(broken -> {});
        return request.idleTimeout(TIME_OUT.toMillis())
                .send(Buffer.buffer(body))
                .map(WebhookSender::discarded);
    }

    /** What is in the answer is nobody's; its connection is used again if that is short and soon over. */
    private static int discarded(HttpClientResponse response) {
        long[] read = new long[1];
        response.exceptionHandler(broken -> {});
        response.handler(chunk -> {
            read[0] += chunk.length();
            if (read[0] > LONGEST_ANSWER) {
                response.request().reset();
            }
        });
        response.end()
                .timeout(TIME_OUT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(endless -> response.request().reset());
        return response.statusCode();
    }

    private static String signatures(DueMessage message, List<Secret> secrets, long now) {
        return secrets.stream().map(secret -> signature(message, secret, now)).collect(Collectors.joining(" "));
    }

    private static String signature(DueMessage message, Secret secret, long now) {
        try {
            return new Webhook(secret.reveal()).sign(message.id().toString(), now, message.body());
        } catch (WebhookSigningException | EmptyWebhookSecretException unusable) {
            // its cause could quote the secret
            throw new IllegalStateException("a webhook's secret cannot be signed with");
        }
    }

    private static Delivery answered(DueMessage message, int status, long begun) {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (status >= 200 && status < 300) {
            return new Delivery(took, Optional.of(status), Optional.empty(), new Delivery.Next.Done());
        }
        if (status == GONE) {
            String error = "410 Gone: it wants nothing any more";
            return new Delivery(took, Optional.of(status), Optional.of(error), new Delivery.Next.Never());
        }
        String error = status >= 300 && status < 400 ? "a redirect, which is not followed" : "it was not taken";
        return new Delivery(took, Optional.of(status), Optional.of(error), later(message));
    }

    private static Delivery unanswered(DueMessage message, Throwable failure, long begun) {
        String error = switch (failure) {
            case OutboundAddresses.ForbiddenException forbidden -> String.valueOf(forbidden.getMessage());
            case UnknownHostException nameless -> "the receiver's name has no address";
            case TimeoutException late -> "no answer within " + TIME_OUT.toSeconds() + " s";
            default -> "no answer (" + failure.getClass().getSimpleName() + ")";
        };
        return new Delivery(
                Duration.ofNanos(System.nanoTime() - begun), Optional.empty(), Optional.of(error), later(message));
    }

    private static Delivery.Next later(DueMessage message) {
        return Redelivery.after(message.attempt(), ThreadLocalRandom.current().nextDouble())
                .<Delivery.Next>map(Delivery.Next.Again::new)
                .orElse(new Delivery.Next.Never());
    }

    private static String path(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static URI withoutQuery(URI url) {
        return url.getRawQuery() == null
                ? url
                : URI.create(url.toString().substring(0, url.toString().indexOf('?')));
    }
}
