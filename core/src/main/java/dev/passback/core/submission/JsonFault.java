package dev.passback.core.submission;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a JSON text in words for its sender; the parser's own also speak of the parser's settings. */
final class JsonFault {

    private static final int LONGEST = 200;

    private static final Pattern SETTINGS =
            Pattern.compile(", from `[^`]*`|: enable `[^`]*` to allow| \\(not recognized as one since [^)]*\\)");
    private static final Pattern PLACE = Pattern.compile("\\[Source: .*?line: (\\d+), column: (\\d+)]");

    private JsonFault() {}

    static String describe(JsonProcessingException wrong) {
        String first = wrong.getOriginalMessage().lines().findFirst().orElse("malformed");
        String plain = SETTINGS.matcher(first).replaceAll("");
        String what = PLACE.matcher(plain).replaceAll("line $1, column $2");
        return Excerpt.of(what, LONGEST) + where(wrong.getLocation());
    }

    private static String where(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
