package dev.passback.adminui.tenant;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Tone;
import dev.passback.db.tenant.KeyView;
import dev.passback.db.tenant.TenantView;

/** How tenants and keys look: a word, an icon and a colour. */
final class TenantLooks {

    private TenantLooks() {}

    static Badge of(TenantView view) {
        return view.suspended().isPresent()
                ? new Badge("Suspended", Icon.HAND, Tone.BAD)
                : new Badge("Active", Icon.CHECK, Tone.GOOD);
    }

    static Badge of(KeyView key) {
        if (key.revokedAt().isPresent()) {
            return new Badge("Revoked", Icon.STRIKE, Tone.OFF);
        }
        if (!key.usable()) {
            return new Badge("Expired", Icon.HOURGLASS, Tone.OFF);
        }
        return key.replacedBy().isPresent()
                ? new Badge("Being replaced", Icon.AGAIN, Tone.WARN)
                : new Badge("In force", Icon.CHECK, Tone.GOOD);
    }
}
