package dev.passback.adminui.integration;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Tone;
import dev.passback.core.integration.Integration;

/** How the states of integrations look: a word, an icon and a colour. */
final class IntegrationLooks {

    private IntegrationLooks() {}

    static Badge of(Integration.State state) {
        return switch (state) {
            case ACTIVE -> new Badge("Active", Icon.CHECK, Tone.GOOD);
            case PAUSED -> new Badge("Paused", Icon.HAND, Tone.WARN);
            case BLOCKED -> new Badge("Blocked", Icon.LOCK, Tone.BAD);
        };
    }
}
