package dev.passback.core.delivery;

/**
 * What an answer means, and by which rule of the {@link VerdictTable}.
 *
 * @param rule the part of the answer that decided: the beginning of a sentence, such as {@code the code REMOTE.INPUT_INVALID}
 */
public record Verdict(OutcomeKind kind, String rule) {

    /** Such as {@code The status 429 means: surely not taken, so it is safe to send it again.} */
    public String words() {
        return Character.toUpperCase(rule.charAt(0)) + rule.substring(1) + " means: " + meaning(kind) + ".";
    }

    /** What follows from an outcome of this kind, without a full stop. */
    public static String meaning(OutcomeKind kind) {
        return switch (kind) {
            case ACCEPTED -> "the ATS has it";
            case REFUSED -> "refused for good, so sending the same again cannot help";
            case NOT_TAKEN -> "surely not taken, so it is safe to send it again later";
            case BLOCKED -> "nothing of this integration is taken until somebody mends it";
            case UNSURE -> "it may or may not have been taken, so sending it again may show the link twice";
        };
    }
}
