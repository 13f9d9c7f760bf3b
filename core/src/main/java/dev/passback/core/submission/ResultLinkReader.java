package dev.passback.core.submission;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks one body and notes every broken rule; used once. */
final class ResultLinkReader {

    private static final int LONGEST_LABEL = 1_000;
    private static final int LONGEST_URL = 4_000;
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_VALUE = 10_000;
    private static final int MOST_ATTRIBUTES = 200;
    // an answer has a bound too: 256 KiB can hold some ten thousand wrong attributes
    private static final int MOST_VIOLATIONS = 50;

    // how much of a key that is not ours is said back
    private static final int LONGEST_SHOWN = 80;

    // Only what could never be a link is refused; how a link is spelled beyond that is between tenant and ATS.
    private static final Pattern WEB_URL = Pattern.compile("(?i:https?)://(?U:[^\\s/?#\\p{Cntrl}][^\\s\\p{Cntrl}]*)");

    private final JsonParser parser;
    private final String body;
    private final List<Violation> violations = new ArrayList<>();
    private @Nullable String label;
    private @Nullable String url;

    ResultLinkReader(JsonParser parser, String body) {
        this.parser = parser;
        this.body = body;
    }

    Checked read() throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            note("body", first == null ? "is empty; a JSON object is wanted" : "must be a JSON object");
            return new Checked.Invalid(violations);
        }
        boolean labelSeen = false;
        boolean urlSeen = false;
        for (String field = field("body"); field != null; field = field("body")) {
            labelSeen |= field.equals("label");
            urlSeen |= field.equals("url");
            member(field);
        }
        if (!labelSeen) {
            note("label", "is required");
        }
        if (!urlSeen) {
            note("url", "is required");
        }
        if (parser.nextToken() != null) {
            note("body", "must hold one JSON object and nothing after it");
        }
        return label != null && url != null && violations.isEmpty()
                ? new Checked.Valid(new ResultLink(label, url, body))
                : new Checked.Invalid(violations);
    }

    private void member(String field) throws IOException {
        switch (field) {
            case "label" -> label = string("label", LONGEST_LABEL);
            case "url" -> url = url();
            case "details" -> object("details", this::details);
            case "remote_fields" -> object("remote_fields", () -> any("remote_fields"));
            default -> any(shown(field));
        }
    }

    private @Nullable String url() throws IOException {
        String text = string("url", LONGEST_URL);
        if (text != null && !WEB_URL.matcher(text).matches()) {
            note("url", "must be an absolute http or https URL without spaces, such as https://example.com/results/1");
        }
        return text;
    }

    private void details() throws IOException {
        boolean prefixSeen = false;
        boolean attributesSeen = false;
        for (String field = field("details"); field != null; field = field("details")) {
            switch (field) {
                case "custom_field_name_prefix" -> {
                    prefixSeen = true;
                    string("details.custom_field_name_prefix", Integer.MAX_VALUE);
                }
                case "attributes" -> {
                    attributesSeen = true;
                    attributes();
                }
                default -> any("details." + shown(field));
            }
        }
        if (!prefixSeen) {
            note("details.custom_field_name_prefix", "is required where details are given");
        }
        if (!attributesSeen) {
            note("details.attributes", "is required where details are given");
        }
    }

    private void attributes() throws IOException {
        String path = "details.attributes";
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            note(path, "must be an array of objects with key and value");
            any(path);
            return;
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String element = path + "[" + count++ + "]";
            object(element, () -> attribute(element));
        }
        if (count > MOST_ATTRIBUTES) {
            note(path, "has " + count + " entries; at most " + MOST_ATTRIBUTES + " are taken");
        }
    }

    private void attribute(String path) throws IOException {
        boolean keySeen = false;
        boolean valueSeen = false;
        for (String field = field(path); field != null; field = field(path)) {
            switch (field) {
                case "key" -> {
                    keySeen = true;
                    string(path + ".key", LONGEST_KEY);
                }
                case "value" -> {
                    valueSeen = true;
                    string(path + ".value", LONGEST_VALUE);
                }
                default -> any(path + "." + shown(field));
            }
        }
        if (!keySeen) {
            note(path + ".key", "is required");
        }
        if (!valueSeen) {
            note(path + ".value", "is required and must be a string");
        }
    }

    /** The next field's name, with the parser on its value; null at the end of the object. */
    private @Nullable String field(String path) throws IOException {
        String name = parser.nextFieldName();
        if (name == null) {
            return null;
        }
        clean(path, name);
        parser.nextToken();
        return name;
    }

    private @Nullable String string(String path, int longest) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            note(path, "must be a string");
            any(path);
            return null;
        }
        String text = parser.getText();
        clean(path, text);
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            note(path, "has " + length + " characters; at most " + longest + " are taken");
        }
        return text;
    }

    private interface Members {
        void read() throws IOException;
    }

    private void object(String path, Members members) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            members.read();
        } else {
            boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
            note(path, isNull ? "must be an object; leave it out instead of null" : "must be an object");
            any(path);
        }
    }

    /** Reads past whatever stands here, only looking at its texts. */
    private void any(String path) throws IOException {
        int depth = 0;
        for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                clean(path, parser.getText());
            }
            if (depth == 0) {
                return;
            }
        }
    }

    /** PostgreSQL cannot hold a NUL, UTF-8 cannot hold half a surrogate pair. */
    private void clean(String path, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                note(path, "holds a NUL character (\\u0000)");
                return;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
                    note(path, "holds half of a surrogate pair (\\ud800 to \\udfff)");
                    return;
                }
                i++;
            }
        }
    }

    private static String shown(String field) {
        return Excerpt.of(field, LONGEST_SHOWN);
    }

    /** Notes it once: one path may stand for many places inside an open list. */
    private void note(String field, String message) {
        Violation violation = new Violation(field, message);
        if (violations.size() < MOST_VIOLATIONS && !violations.contains(violation)) {
            violations.add(violation);
        }
    }
}
