package dev.passback.core.staff;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule for names of staff, such as {@code anna} or {@code anna.berg@example.com}. */
public final class StaffName {

    /** What is wanted, as the end of a sentence. */
    public static final String RULE =
            "must be 1 to 200 letters, digits, blanks or any of . _ @ + ' -, and begin and end with a letter or digit";

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N} ._@+'-]{0,198}[\\p{L}\\p{N}])?");

    private StaffName() {}

    /** The name, or nothing for what cannot be one. */
    public static Optional<String> read(@Nullable Object text) {
        return text instanceof String name && FORM.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
}
