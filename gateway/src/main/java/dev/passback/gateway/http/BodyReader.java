package dev.passback.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.passback.core.submission.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one request, a JSON object, and notes every field that is wrong, so that the caller is told of all at once. A
 * field that is unknown or of another type is wrong.
 */
public final class BodyReader {

    private static final int DEEPEST = 8;
    private static final int LONGEST_IN_LIST = 200;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final JsonObject json;
    private final List<Violation> violations = new ArrayList<>();

    private BodyReader(JsonObject json, List<String> known) {
        this.json = json;
        json.fieldNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> wrong(QueryReader.quoted(name), "is unknown; there are " + String.join(", ", known)));
    }

    /**
     * A reader of a request's body; one that is absent reads as an empty object.
     *
     * @param known the fields there are; any other is wrong
     * @throws ApiError if it is no JSON object
     */
    public static BodyReader of(RoutingContext ctx, String... known) {
        if (ctx.request().bytesRead() == 0) {
            return new BodyReader(new JsonObject(), List.of(known));
        }
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (!JsonType.is(type)) {
            throw ApiError.unsupportedType(type);
        }
        if (!(decoded(ctx.body().buffer()) instanceof JsonObject object)) {
            throw ApiError.invalid(List.of(new Violation("body", "must be a JSON object, each field once, in UTF-8")));
        }
        return new BodyReader(object, List.of(known));
    }

    private static @Nullable Object decoded(@Nullable Buffer body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body == null ? new byte[0] : body.getBytes()))
                    .toString();
            return JacksonCodec.fromParser(JSON.createParser(text), Object.class);
        } catch (CharacterCodingException | DecodeException malformed) {
            return null;
        } catch (IOException impossible) {
            throw new IllegalStateException("a text is read without input or output", impossible);
        }
    }

    public boolean has(String field) {
        return json.containsKey(field);
    }

    /** Whether the field is there and null. */
    public boolean isNull(String field) {
        return json.containsKey(field) && json.getValue(field) == null;
    }

    /** Notes a field that is not there. */
    public BodyReader needs(String... fields) {
        for (String field : fields) {
            if (!has(field)) {
                wrong(field, "is missing");
            }
        }
        return this;
    }

    /** A text that is not blank; nothing if it is absent or wrong. */
    public Optional<String> text(String field, int longest) {
        return one(
                field,
                value -> fit(value, longest),
                "must be a text of 1 to " + longest + " characters without control characters");
    }

    /** A whole number; nothing if it is absent or wrong. */
    public Optional<Long> number(String field, long least, long most) {
        return one(field, value -> whole(value, least, most), "must be a whole number from " + least + " to " + most);
    }

    /** True or false; nothing if it is absent or wrong. */
    public Optional<Boolean> flag(String field) {
        return one(
                field,
                value -> value instanceof Boolean flag ? Optional.of(flag) : Optional.empty(),
                "must be true or false");
    }

    /** A list of whole numbers; nothing if it is absent or wrong. */
    public Optional<List<Long>> numbers(String field, int longest, long least, long most) {
        return one(
                field,
                value -> all(value, longest, one -> whole(one, least, most)),
                "must be a list of 1 to " + longest + " whole numbers from " + least + " to " + most);
    }

    /** A list of texts, which may be empty; nothing if it is absent or wrong. */
    public Optional<List<String>> texts(String field, int longest) {
        return one(
                field,
                value -> value instanceof JsonArray none && none.isEmpty()
                        ? Optional.of(List.of())
                        : all(value, longest, one -> fit(one, LONGEST_IN_LIST)),
                "must be a list of at most " + longest + " texts");
    }

    /**
     * A field of another kind.
     *
     * @param reader gives nothing for a value that cannot stand there
     * @param rule what is wanted, a clause without the field's name
     */
    public <T> Optional<T> one(String field, Function<@Nullable Object, Optional<T>> reader, String rule) {
        if (!has(field)) {
            return Optional.empty();
        }
        Optional<T> value = reader.apply(json.getValue(field));
        if (value.isEmpty()) {
            wrong(field, rule);
        }
        return value;
    }

    /** Notes what is wrong with a field. */
    public void wrong(String field, String message) {
        violations.add(new Violation(field, message));
    }

    /**
     * Ends the reading.
     *
     * @throws ApiError naming everything that was noted
     */
    public void finish() {
        if (!violations.isEmpty()) {
            throw ApiError.invalid(violations);
        }
    }

    private static Optional<Long> whole(@Nullable Object value, long least, long most) {
        return value instanceof Integer || value instanceof Long
                ? Optional.of(((Number) value).longValue()).filter(number -> number >= least && number <= most)
                : Optional.empty();
    }

    private static <T> Optional<List<T>> all(
            @Nullable Object value, int longest, Function<@Nullable Object, Optional<T>> reader) {
        if (!(value instanceof JsonArray array) || array.isEmpty() || array.size() > longest) {
            return Optional.empty();
        }
        List<T> read = array.stream().flatMap(one -> reader.apply(one).stream()).toList();
        return read.size() == array.size() ? Optional.of(read) : Optional.empty();
    }

    private static Optional<String> fit(@Nullable Object value, int longest) {
        return value instanceof String text
                        && !text.isBlank()
                        && text.codePointCount(0, text.length()) <= longest
                        && text.codePoints().noneMatch(BodyReader::isUnfit)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
