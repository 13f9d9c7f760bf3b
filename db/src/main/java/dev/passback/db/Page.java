package dev.passback.db;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * One page of a list.
 *
 * @param more whether there are some after the last line
 */
public record Page<T>(List<T> lines, boolean more) {
    public Page {
        lines = List.copyOf(lines);
    }

    /** A page of at most {@code size} lines, from a statement that was asked for one more. */
    public static <T> Page<T> of(RowSet<Row> rows, int size, Function<Row, T> line) {
        List<T> lines =
                StreamSupport.stream(rows.spliterator(), false).map(line).toList();
        return lines.size() > size ? new Page<>(lines.subList(0, size), true) : new Page<>(lines, false);
    }
}
