package dev.passback.gateway.webhook;

import static java.util.stream.Collectors.groupingBy;

import dev.passback.db.webhook.Delivery;
import dev.passback.db.webhook.DueMessage;
import dev.passback.db.webhook.WebhookQueue;
import dev.passback.gateway.credential.Vault;
import dev.passback.gateway.delivery.Loop;
import dev.passback.gateway.ops.Metrics;
import dev.passback.gateway.upstream.Authorities;
import dev.passback.gateway.upstream.OutboundAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages that are due, a few of each webhook at once. Any node may; a webhook that hangs keeps nobody else's waiting. */
public final class WebhookLoop {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.webhook");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    // longer than a call may take, and writing down what came of it
    private static final Duration LEASE = WebhookSender.TIME_OUT.plusSeconds(45);

    private final WebhookQueue queue;
    private final WebhookSender sender;
    private final Metrics metrics;
    private final Loop loop;
    private final Map<UUID, Future<?>> busy = new ConcurrentHashMap<>();

    /**
     * A loop that is not started yet.
     *
     * @param addresses where calls may go
     */
    public WebhookLoop(
            Vertx vertx,
            WebhookQueue queue,
            OutboundAddresses addresses,
            Authorities authorities,
            Vault vault,
            Metrics metrics) {
        this.queue = queue;
        this.sender = new WebhookSender(vertx, addresses, authorities, vault);
        this.metrics = metrics;
        this.loop = new Loop(vertx, "webhooks", PAUSE, this::round);
    }

    public void start() {
        loop.start();
    }

    /** Takes no more; succeeds when what is under way is written down. */
    public Future<Void> stop() {
        return loop.stop()
                .compose(stopped -> Future.join(List.copyOf(busy.values())))
                .mapEmpty();
    }

    private Future<Void> round() {
        return queue.take(busy.keySet(), LEASE)
                .onSuccess(due -> due.stream()
                        .collect(groupingBy(message -> message.webhook().id()))
                        .forEach(this::send))
                .mapEmpty();
    }

    private void send(UUID webhook, List<DueMessage> messages) {
        Future<?> sent = Future.join(messages.stream().map(this::send).toList());
        busy.put(webhook, sent);
        sent.onComplete((done, failed) -> {
            busy.remove(webhook, sent);
            loop.wake();
        });
    }

    private Future<Void> send(DueMessage message) {
        return sender.send(message).compose(delivery -> {
            metrics.webhook(delivery.next());
            report(message, delivery);
            Future<Void> settled = queue.settle(message, delivery);
            return WebhookSender.isGone(delivery)
                    ? settled.compose(done -> queue.gone(message.webhook(), "the receiver answered 410 Gone"))
                    : settled;
        });
    }

    private static void report(DueMessage message, Delivery delivery) {
        if (!(delivery.next() instanceof Delivery.Next.Done)) {
            LOGGER.atWarn()
                    .addKeyValue("tenant", message.webhook().tenant().value())
                    .addKeyValue("webhook", message.webhook().id())
                    .addKeyValue("message_id", message.id())
                    .addKeyValue("attempt", message.attempt())
                    .addKeyValue("statusCode", delivery.status().orElse(null))
                    .addKeyValue("error", delivery.error().orElse(""))
                    .log(
                            delivery.next() instanceof Delivery.Next.Never
                                    ? "a webhook's message is given up"
                                    : "a webhook's message was not taken; it is sent again");
        }
    }
}
