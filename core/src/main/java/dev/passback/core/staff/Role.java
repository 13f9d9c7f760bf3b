package dev.passback.core.staff;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member of staff may do; each role may do what the one before it may. */
public enum Role {
    /** Look, with what concerns candidates masked. */
    VIEWER,
    /** See bodies too, having said why; send again, hold, release, cancel, mark as delivered. */
    SUPPORT,
    /** Change integrations, keys, tenants, staff. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
