package dev.passback.core.submission;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which trace a submission was accepted, and where in it.
 *
 * @param header W3C's {@code traceparent}, see https://www.w3.org/TR/trace-context/
 */
public record TraceContext(String header) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    /** The trace's id, as tools that show traces ask for it; nothing if the header is none. */
    public Optional<String> traceId() {
        Matcher form = FORM.matcher(header);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
