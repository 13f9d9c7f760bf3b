/** Sends the messages of webhooks: {@link WebhookLoop} takes those that are due, {@link WebhookSender} signs and sends one. */
@NullMarked
package dev.passback.gateway.webhook;

import org.jspecify.annotations.NullMarked;
