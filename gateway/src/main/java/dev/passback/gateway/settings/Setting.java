package dev.passback.gateway.settings;

import java.util.regex.Pattern;

/**
 * A setting as the manual has it.
 *
 * @param standard what it is where nobody sets it; empty for nothing
 * @param secret whether its value must not be shown
 */
public record Setting(String name, String standard, boolean secret) {

    // To the last @: a password that was not percent-encoded, and so is wrong, is a secret all the same.
    private static final Pattern PASSWORD = Pattern.compile("(://[^:/@]*:).*(?=@)");
    private static final String HIDDEN = "***";

    /** A value as it may be shown: of an address that holds a password the rest, of other secrets nothing. */
    public String shown(String value) {
        if (!secret) {
            return value;
        }
        String masked = PASSWORD.matcher(value).replaceFirst("$1" + HIDDEN);
        return masked.equals(value) ? HIDDEN : masked;
    }
}
