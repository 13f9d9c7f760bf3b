package dev.passback.db.webhook;

import dev.passback.core.webhook.WebhookRef;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A webhook as people see it; its secrets are nowhere.
 *
 * @param tenant its name; nothing for the operator's
 * @param events the words of what it is told of
 * @param disabled why it gets nothing now
 * @param waiting messages that are not taken yet, counted up to {@value #MOST_COUNTED} and one
 * @param failed messages of the last 30 days that were given up, counted likewise
 * @param oldSecretUntil until when the secret before the present one is signed with too
 */
public record WebhookView(
        WebhookRef ref,
        Optional<String> tenant,
        URI url,
        List<String> events,
        Optional<String> disabled,
        OffsetDateTime createdAt,
        int waiting,
        int failed,
        Optional<OffsetDateTime> oldSecretUntil) {

    /** No more than so many are counted. */
    public static final int MOST_COUNTED = 1_000;

    public WebhookView {
        events = List.copyOf(events);
    }
}
