package dev.passback.core.tenant;

import java.util.Arrays;
import java.util.Optional;

/** What a management key may do. */
public enum ManagementScope {
    /** Look at tenants, keys, integrations, staff and the audit log. */
    READ("manage:read"),
    /** Change them. */
    WRITE("manage:write");

    private final String word;

    ManagementScope(String word) {
        this.word = word;
    }

    /** As it stands on the command line and in the database. */
    public String word() {
        return word;
    }

    public static Optional<ManagementScope> ofWord(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }
}
