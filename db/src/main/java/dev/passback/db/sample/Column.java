package dev.passback.db.sample;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A column that is written, and what stands in it. */
record Column<R>(String name, Function<R, @Nullable Object> value) {

    static <R> Column<R> of(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, value);
    }

    /** Adds a row in the text format of COPY. */
    static <R> void write(List<Column<R>> columns, R row, StringBuilder to) {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                to.append('\t');
            }
            Object value = columns.get(i).value.apply(row);
            if (value instanceof String text) {
                escape(text, to);
            } else {
                to.append(value == null ? "\\N" : value);
            }
        }
        to.append('\n');
    }

    private static void escape(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            switch (sign) {
                case '\\' -> to.append("\\\\");
                case '\t' -> to.append("\\t");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                default -> to.append(sign);
            }
        }
    }
}
