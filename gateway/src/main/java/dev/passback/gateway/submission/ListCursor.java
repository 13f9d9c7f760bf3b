package dev.passback.gateway.submission;

import dev.passback.core.submission.SubmissionId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page of a list ends, as callers get it: fit for a URL. It tells the position and nothing else. */
final class ListCursor {

    private static final int BYTES = 16;

    private ListCursor() {}

    static String of(SubmissionId last) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(last.value().getMostSignificantBits())
                .putLong(last.value().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The position, or nothing for a text that {@link #of} never gives. */
    static Optional<SubmissionId> parse(String text) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            if (decoded.length != BYTES) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(decoded);
            // of again: the decoder takes padding and stray bits at the end
            return Optional.of(new SubmissionId(new UUID(bytes.getLong(), bytes.getLong())))
                    .filter(id -> id.value().version() == 7 && of(id).equals(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
