package dev.passback.adminui.tenant;

import dev.passback.db.retention.Keeping;
import dev.passback.db.tenant.TenantView;

/** How long what a tenant sent is kept, in a sentence. */
final class KeepingWords {

    private KeepingWords() {}

    static String of(TenantView view) {
        return view.hold()
                .map(hold -> "Under a legal hold (" + hold.reason() + "): nothing of it is deleted.")
                .orElseGet(() -> days(view.keeping()) + bodies(view.keeping()));
    }

    private static String days(Keeping keeping) {
        return keeping.days()
                .map(days -> "What it sent is deleted " + days(days) + " after it is closed.")
                .orElse("What it sent is kept for ever.");
    }

    private static String bodies(Keeping keeping) {
        return keeping.bodyDays()
                .map(days -> " Bodies of what is delivered go after " + days(days) + ".")
                .orElse("");
    }

    private static String days(int number) {
        return number == 1 ? "a day" : number + " days";
    }
}
