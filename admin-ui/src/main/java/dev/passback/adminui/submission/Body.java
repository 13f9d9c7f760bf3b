package dev.passback.adminui.submission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;

/** The body of a request or of an answer, as somebody may see it now. */
public sealed interface Body {

    /**
     * To be seen.
     *
     * @param pretty the same with one member a line, if it is JSON
     * @param raw to the letter
     * @param cut whether it is only the beginning
     */
    record Shown(Optional<String> pretty, String raw, boolean cut) implements Body {}

    /**
     * Hidden.
     *
     * @param length in characters
     */
    record Masked(int length) implements Body {}

    /** Gone before the rest, as its tenant wishes. */
    record Dropped() implements Body {}

    /** Longer ones are shown raw alone. */
    int LONGEST_PRETTY = 64 * 1024;

    JsonFactory JSON = new JsonFactory();
    Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");

    /** That of a submission; none is empty by itself. */
    static Body ofSubmission(String text, boolean revealed) {
        return text.isEmpty() ? new Dropped() : of(text, false, revealed);
    }

    static Body of(String text, boolean cut, boolean revealed) {
        if (!revealed) {
            return new Masked(text.length());
        }
        return new Shown(text.length() > LONGEST_PRETTY ? Optional.empty() : pretty(text), text, cut);
    }

    /** With one member a line if it is JSON, else as it is. */
    static String readable(String text) {
        return text.length() > LONGEST_PRETTY ? text : pretty(text).orElse(text);
    }

    private static Optional<String> pretty(String text) {
        StringWriter pretty = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(SEPARATORS);
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try (JsonParser parser = JSON.createParser(text);
                JsonGenerator generator = JSON.createGenerator(pretty).setPrettyPrinter(printer)) {
            boolean empty = true;
            while (parser.nextToken() != null) {
                // exact: a number keeps all its digits
                generator.copyCurrentEventExact(parser);
                empty = false;
            }
            generator.flush();
            return empty ? Optional.empty() : Optional.of(pretty.toString());
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
