package dev.passback.core.submission;

import java.util.List;

/** What checking a body came to. */
public sealed interface Checked {

    /** Every rule holds. */
    record Valid(ResultLink link) implements Checked {}

    /** At least one rule is broken; all that were found, in the order of the body. */
    record Invalid(List<Violation> violations) implements Checked {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
