package dev.passback.db.webhook;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A message with its history.
 *
 * @param state waiting, delivered or failed
 * @param dueAt when it is sent next
 * @param tries the first one first
 */
public record MessageView(
        UUID id,
        String type,
        String body,
        OffsetDateTime madeAt,
        String state,
        Optional<OffsetDateTime> dueAt,
        List<Try> tries) {

    public MessageView {
        tries = List.copyOf(tries);
    }

    /** One attempt to send it. */
    public record Try(int no, OffsetDateTime at, int tookMs, Optional<Integer> status, Optional<String> error) {}
}
