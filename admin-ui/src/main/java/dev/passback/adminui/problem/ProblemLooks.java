package dev.passback.adminui.problem;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Tone;
import dev.passback.core.problem.ProblemKind;
import dev.passback.db.problem.ProblemState;

/** How problems look: a word, an icon and a colour. */
final class ProblemLooks {

    private ProblemLooks() {}

    static Badge of(ProblemState state) {
        return switch (state) {
            case OPEN -> new Badge("Open", Icon.WARNING, Tone.BAD);
            case ACKNOWLEDGED -> new Badge("Acknowledged", Icon.EYE, Tone.WAIT);
            case MUTED -> new Badge("Muted", Icon.HAND, Tone.OFF);
            case RESOLVED -> new Badge("Resolved", Icon.CHECK, Tone.GOOD);
        };
    }

    static Badge of(ProblemKind kind) {
        return switch (kind) {
            case FAILURE -> new Badge("Failure", Icon.CROSS, Tone.BAD);
            case WARNING -> new Badge("Warning", Icon.WARNING, Tone.WARN);
        };
    }
}
