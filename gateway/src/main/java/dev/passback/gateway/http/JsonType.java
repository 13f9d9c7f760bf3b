package dev.passback.gateway.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The content type of every body that the API takes and gives. */
public final class JsonType {

    private JsonType() {}

    /** Whether a header {@code Content-Type} says JSON, with whatever parameters. */
    public static boolean is(@Nullable String header) {
        return header != null
                && header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
