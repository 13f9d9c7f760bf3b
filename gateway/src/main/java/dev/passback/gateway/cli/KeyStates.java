package dev.passback.gateway.cli;

import dev.passback.db.tenant.KeyView;
import dev.passback.db.tenant.ManagementKeyView;

/** The state of a key in a word. */
final class KeyStates {

    private KeyStates() {}

    static String of(KeyView key) {
        if (key.usable()) {
            return key.replacedBy().isPresent() ? "replaced" : "good";
        }
        return key.revokedAt().isPresent() ? "revoked" : "expired";
    }

    static String of(ManagementKeyView key) {
        if (key.usable()) {
            return "good";
        }
        return key.revokedAt().isPresent() ? "revoked" : "expired";
    }
}
