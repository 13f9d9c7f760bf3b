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

    private static final JsonFactory JSON = JsonFactory.builder()
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
        try (JsonParser parser = JSON.createParser(text)) {
            return new ResultLinkReader(parser, text).read();
        } catch (JsonProcessingException wrong) {
            return malformed("is not acceptable JSON: " + describe(wrong));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Checked malformed(String message) {
        return new Checked.Invalid(List.of(new Violation("body", message)));
    }

    private static String describe(JsonProcessingException wrong) {
        String where = wrong.getLocation() == null
                ? ""
                : " (line " + wrong.getLocation().getLineNr() + ", column "
                        + wrong.getLocation().getColumnNr() + ")";
        String what = wrong.getOriginalMessage().lines().findFirst().orElse("malformed");
        return (what.length() > 200 ? what.substring(0, 200) + "…" : what) + where;
    }
}
