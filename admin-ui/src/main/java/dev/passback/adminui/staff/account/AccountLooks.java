package dev.passback.adminui.staff.account;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Tone;
import dev.passback.core.staff.Role;
import dev.passback.core.tenant.Tenant;
import dev.passback.db.staff.StaffAccount;
import java.time.Instant;

/** How members of staff look: a word, an icon and a colour; and their tenants in words. */
public final class AccountLooks {

    private AccountLooks() {}

    static Badge of(StaffAccount account, Instant now) {
        if (account.disabledAt().isPresent()) {
            return new Badge("Disabled", Icon.STRIKE, Tone.OFF);
        }
        boolean closed = account.lockedUntil()
                .filter(until -> until.toInstant().isAfter(now))
                .isPresent();
        return closed
                ? new Badge("Closed for a while", Icon.LOCK, Tone.WARN)
                : new Badge("May sign in", Icon.CHECK, Tone.GOOD);
    }

    /** What a role may, in a few words. */
    public static String may(Role role) {
        return switch (role) {
            case VIEWER -> "looks, with what concerns candidates hidden";
            case SUPPORT -> "sends again, holds, cancels; sees what concerns candidates, with a reason";
            case ADMIN -> "changes tenants, keys, integrations and staff as well";
        };
    }

    static String tenants(StaffAccount account) {
        return account.tenants()
                .map(some -> some.isEmpty()
                        ? "none"
                        : String.join(", ", some.stream().map(Tenant::name).toList()))
                .orElse("all");
    }
}
