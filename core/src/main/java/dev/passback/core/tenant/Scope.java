package dev.passback.core.tenant;

import java.util.Arrays;
import java.util.Optional;

/** What a tenant key may do. */
public enum Scope {
    /** Post result links. */
    WRITE("result-links:write"),
    /** Ask what became of them. */
    READ("submissions:read"),
    /** Send again, cancel. */
    ACT("submissions:act");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As it stands on the command line and in the database. */
    public String word() {
        return word;
    }

    public static Optional<Scope> ofWord(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }
}
