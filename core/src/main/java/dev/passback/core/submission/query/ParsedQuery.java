package dev.passback.core.submission.query;

import java.util.Optional;

/** What reading a text came to. */
public sealed interface ParsedQuery {

    /** It can be looked for. */
    record Understood(SubmissionQuery query) implements ParsedQuery {}

    /** It cannot be read. */
    record Refused(Objection objection) implements ParsedQuery {}

    /** The query, if it is one. */
    default Optional<SubmissionQuery> asked() {
        return switch (this) {
            case Understood understood -> Optional.of(understood.query());
            case Refused refused -> Optional.empty();
        };
    }
}
