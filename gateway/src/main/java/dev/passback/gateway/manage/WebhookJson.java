package dev.passback.gateway.manage;

import dev.passback.db.webhook.MessageView;
import dev.passback.db.webhook.WebhookView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Webhooks and their messages as they stand in answers: all but the secret. */
public final class WebhookJson {

    private WebhookJson() {}

    public static JsonObject of(WebhookView view) {
        return new JsonObject()
                .put("id", view.ref().id().toString())
                .put("tenant", view.tenant().orElse(null))
                .put("url", view.url().toString())
                .put("events", new JsonArray(view.events()))
                .put("state", view.disabled().isPresent() ? "disabled" : "active")
                .put("reason", view.disabled().orElse(null))
                .put("created_at", Times.of(view.createdAt()))
                .put("waiting", view.waiting())
                .put("failed", view.failed())
                .put("old_secret_until", Times.of(view.oldSecretUntil()));
    }

    public static JsonObject of(MessageView message) {
        return new JsonObject()
                .put("id", message.id().toString())
                .put("type", message.type())
                .put("body", message.body())
                .put("made_at", Times.of(message.madeAt()))
                .put("state", message.state())
                .put("due_at", Times.of(message.dueAt()))
                .put(
                        "attempts",
                        new JsonArray(message.tries().stream()
                                .map(WebhookJson::attempt)
                                .toList()));
    }

    private static JsonObject attempt(MessageView.Try one) {
        return new JsonObject()
                .put("attempt", one.no())
                .put("at", Times.of(one.at()))
                .put("took_ms", one.tookMs())
                .put("status", one.status().orElse(null))
                .put("error", one.error().orElse(null));
    }
}
