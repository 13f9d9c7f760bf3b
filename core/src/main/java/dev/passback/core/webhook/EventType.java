package dev.passback.core.webhook;

import java.util.Arrays;
import java.util.Optional;

/** What a webhook may be told of. */
public enum EventType {
    SUBMISSION_DELIVERED("submission.delivered"),
    SUBMISSION_REJECTED("submission.rejected"),
    SUBMISSION_EXPIRED("submission.expired"),
    SUBMISSION_HELD("submission.held"),
    INTEGRATION_BLOCKED("integration.blocked"),
    INTEGRATION_RELEASED("integration.released"),
    PROBLEM_OPENED("problem.opened"),
    PROBLEM_RESOLVED("problem.resolved");

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    /** Its name in messages, on the command line and in the database. */
    public String word() {
        return word;
    }

    public static Optional<EventType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
