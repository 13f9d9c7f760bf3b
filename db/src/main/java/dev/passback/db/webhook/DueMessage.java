package dev.passback.db.webhook;

import dev.passback.core.credential.Sealed;
import dev.passback.core.webhook.WebhookRef;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * A message that this node is to send now.
 *
 * @param id the same each time it is sent
 * @param body to the letter
 * @param attempt its number, from 1
 * @param secrets those in force, the newest first
 */
public record DueMessage(WebhookRef webhook, UUID id, URI url, String body, int attempt, List<Sealed> secrets) {

    public DueMessage {
        secrets = List.copyOf(secrets);
    }
}
