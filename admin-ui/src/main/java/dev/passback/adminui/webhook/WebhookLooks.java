package dev.passback.adminui.webhook;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Tone;
import dev.passback.core.webhook.EventType;
import dev.passback.db.webhook.WebhookView;

/** How webhooks and their messages are marked. */
final class WebhookLooks {

    private WebhookLooks() {}

    static Badge of(WebhookView view) {
        if (view.disabled().isPresent()) {
            return new Badge("Disabled", Icon.STRIKE, Tone.OFF);
        }
        return view.failed() > 0
                ? new Badge("Messages given up", Icon.WARNING, Tone.WARN)
                : new Badge("Active", Icon.CHECK, Tone.GOOD);
    }

    static Badge ofMessage(String state) {
        return switch (state) {
            case "delivered" -> new Badge("Taken", Icon.CHECK, Tone.GOOD);
            case "failed" -> new Badge("Given up", Icon.CROSS, Tone.BAD);
            default -> new Badge("Waiting", Icon.CLOCK, Tone.WAIT);
        };
    }

    /** What it is told of, as the end of a sentence. */
    static String toldOf(WebhookView view) {
        return view.events().size() == EventType.values().length ? "everything" : String.join(", ", view.events());
    }

    /** A number that is counted up to a bound. */
    static String count(int counted) {
        return counted > WebhookView.MOST_COUNTED ? WebhookView.MOST_COUNTED + "+" : Integer.toString(counted);
    }
}
