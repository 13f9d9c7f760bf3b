package dev.passback.core.submission;

/**
 * One broken rule.
 *
 * @param field where, as a path into the body such as {@code details.attributes[3].key}; {@code body} for the whole
 * @param message what is wrong and how to mend it, a full clause without the field's name
 */
public record Violation(String field, String message) {

    @Override
    public String toString() {
        return field + " " + message;
    }
}
