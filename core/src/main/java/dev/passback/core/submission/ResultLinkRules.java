package dev.passback.core.submission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The rules of a good result link: Kombo's schema for the two endpoints (label and url required, details and remote_fields
 * objects, unknown keys welcome) and Passback's limits. One pass over the bytes, no tree.
 */
public final class ResultLinkRules {

    /** The largest body taken, in bytes. */
    public static final int LARGEST_BODY = 256 * 1024;

    static final int DEEPEST = 32;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    // The parser's table of names outlives a body and calls keys that collide in it an attack. Without it no body
    // leaves its keys behind, and none is refused for what its keys hash to.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private ResultLinkRules() {}

    /** Checks a body: a link that cannot be wrong, or everything that is wrong with it. Any thread; keeps nothing. */
    public static Checked check(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return malformed("is not valid UTF-8");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            return malformed("begins with a byte order mark; UTF-8 without one is wanted");
        }
        try (JsonParser parser = JSON.createParser(text)) {
            return new ResultLinkReader(parser, text).read();
        } catch (JsonProcessingException wrong) {
            return malformed("is not acceptable JSON: " + JsonFault.describe(wrong));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Checked malformed(String message) {
        return new Checked.Invalid(List.of(new Violation("body", message)));
    }
}
