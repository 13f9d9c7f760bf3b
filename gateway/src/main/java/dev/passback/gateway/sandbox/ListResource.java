package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.answer.Answers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A list that scripts read with GET, replace as a whole with PUT and empty with DELETE. */
record ListResource<T>(
        Function<Entry, T> reader, Function<T, JsonObject> writer, Supplier<List<T>> list, Consumer<List<T>> replacer) {

    void mount(Router router, String path) {
        router.get(path).handler(this::show);
        router.put(path).handler(ctx -> replace(ctx, entries(ctx.body().buffer())));
        router.delete(path).handler(ctx -> replace(ctx, List.of()));
    }

    private void replace(RoutingContext ctx, List<T> replacement) {
        replacer.accept(replacement);
        show(ctx);
    }

    private void show(RoutingContext ctx) {
        JsonArray entries = new JsonArray(list.get().stream().map(writer).toList());
        Answers.send(ctx, 200, Answers.JSON, entries.toBuffer());
    }

    private List<T> entries(@Nullable Buffer body) {
        try {
            if (body != null && Json.decodeValue(body) instanceof JsonArray array) {
                return IntStream.range(0, array.size())
                        .mapToObj(at -> reader.apply(Entry.of(array.getValue(at), at)))
                        .toList();
            }
        } catch (DecodeException malformed) {
            throw new HttpException(400, "The body is no valid JSON.", malformed);
        }
        throw new HttpException(400, "The body must be a JSON array.");
    }

    /** One object of the list; a field that is missing or of another type is the caller's mistake. */
    record Entry(JsonObject json, int at) {

        private static Entry of(Object value, int at) {
            if (value instanceof JsonObject json) {
                return new Entry(json, at);
            }
            throw new HttpException(400, "[" + at + "] must be an object.");
        }

        String text(String field) {
            if (json.getValue(field) instanceof String text && !text.isEmpty()) {
                return text;
            }
            throw wrong(field, "a string that is not empty");
        }

        List<String> texts(String field) {
            if (json.getValue(field) instanceof JsonArray array
                    && array.stream().allMatch(String.class::isInstance)) {
                return array.stream().map(String.class::cast).toList();
            }
            throw wrong(field, "an array of strings");
        }

        int count(String field) {
            if (json.getValue(field) instanceof Integer count && count >= 0) {
                return count;
            }
            throw wrong(field, "a whole number, 0 or more");
        }

        private HttpException wrong(String field, String expected) {
            return new HttpException(400, "[" + at + "]." + field + " must be " + expected + ".");
        }
    }
}
