package dev.passback.gateway.cli;

import dev.passback.db.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How a command answers: one JSON object with {@code --json}, else words. */
final class Out {

    @Option(names = "--json", description = "answer with one JSON object")
    private boolean json;

    void print(JsonObject object, String sentence) {
        Terminal.print(json, object, sentence);
    }

    /** A page of a list: as {@code results} and {@code next}, or as a table that says how to go on. */
    <T> void print(Page<T> page, Function<T, JsonObject> line, Function<T, String> cursor, Table table) {
        String next = page.more() ? cursor.apply(page.lines().getLast()) : null;
        JsonObject object = new JsonObject()
                .put("results", new JsonArray(page.lines().stream().map(line).toList()))
                .put("next", next);
        Terminal.print(json, object, table.text() + (next == null ? "" : "\n\nThere are more: --after '" + next + "'"));
    }
}
