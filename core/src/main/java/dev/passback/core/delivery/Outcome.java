package dev.passback.core.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one attempt came to, in our words: no HTTP status and no exception leaves the upstream package. */
public sealed interface Outcome {

    /** The upstream took it, perhaps with remarks. */
    record Accepted(List<String> warnings) implements Outcome {
        public Accepted {
            warnings = List.copyOf(warnings);
        }

        @Override
        public String reason() {
            return "the upstream took it";
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.ACCEPTED;
        }
    }

    /** The upstream refused it for good: sending it again cannot help. */
    record Refused(String reason) implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.REFUSED;
        }
    }

    /** Surely not taken: no connection, or an answer that says later. {@code retryAfter} is the upstream's wish. */
    record NotTaken(String reason, Optional<Duration> retryAfter) implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.NOT_TAKEN;
        }
    }

    /** Surely not taken, and nothing of this integration will be until somebody mends it. */
    record Blocked(String reason) implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.BLOCKED;
        }
    }

    /** Sent, and no clear answer: the upstream may have taken it. */
    record Unsure(String reason) implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.UNSURE;
        }
    }

    /** Why it was judged so: a clause for people, without bodies of the upstream in it. */
    String reason();

    OutcomeKind kind();
}
