package dev.passback.core.tenant;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule for names of tenants: they stand in URLs, file names and sentences. */
public final class TenantName {

    /** What is wanted, as the end of a sentence. */
    public static final String RULE =
            "must be 1 to 100 letters, digits, blanks, dots, hyphens or underscores, and begin and end with a letter or digit";

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N} ._-]{0,98}[\\p{L}\\p{N}])?");

    private TenantName() {}

    /** The name, or nothing for what cannot be one. */
    public static Optional<String> read(@Nullable Object text) {
        return text instanceof String name && FORM.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
}
