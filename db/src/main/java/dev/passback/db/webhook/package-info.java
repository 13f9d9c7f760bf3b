/**
 * Webhooks: {@link EventFold} makes messages of what happened, {@link WebhookQueue} hands them out and writes down what came of it,
 * {@link WebhookStore} is for people.
 */
@NullMarked
package dev.passback.db.webhook;

import org.jspecify.annotations.NullMarked;
