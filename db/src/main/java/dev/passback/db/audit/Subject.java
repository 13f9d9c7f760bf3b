package dev.passback.db.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of thing was acted on. */
public enum Subject {
    SUBMISSION,
    TENANT,
    KEY,
    INTEGRATION,
    CREDENTIAL,
    STAFF,
    MANAGEMENT_KEY,
    PROBLEM,
    EXPLANATION,
    JOB,
    WEBHOOK;

    /** The word of the API, the pages and the database, such as {@code management_key}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Subject> ofWord(String word) {
        return Arrays.stream(values())
                .filter(subject -> subject.word().equals(word))
                .findFirst();
    }
}
