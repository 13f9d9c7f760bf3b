package dev.passback.db.sample;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One partitioned table, filled a month at a time. A month that has no partition yet is written into a table of its own and attached when it
 * is full: its indexes are then built at once by sorting, which costs a third of writing to them row by row. Rows of later months wait in
 * memory; those of earlier ones do not come, because all is told in the order of time.
 */
final class MonthlyTable<R> implements AutoCloseable {

    /** What has no end yet: it lies behind all months. */
    static final YearMonth OPEN = YearMonth.of(9999, 12);

    private static final int BLOCK = 1 << 18;

    private final Connection connection;
    private final String parent;
    private final List<Column<R>> columns;
    private final Map<YearMonth, StringBuilder> later = new HashMap<>();
    private final StringBuilder block = new StringBuilder(BLOCK + 8_192);
    private YearMonth month = OPEN;
    private @Nullable String fresh;
    private @Nullable CopyIn copy;
    private long rows;

    MonthlyTable(Connection connection, String parent, List<Column<R>> columns) throws SQLException {
        this.connection = connection;
        this.parent = parent;
        this.columns = columns;
        connection.setAutoCommit(false);
    }

    static YearMonth monthOf(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    long rows() {
        return rows;
    }

    /** Starts a month, with what was kept for it. */
    void begin(YearMonth begun) throws SQLException {
        month = begun;
        String name = "%s_%04d_%02d".formatted(parent, begun.getYear(), begun.getMonthValue());
        fresh = begun.equals(OPEN) || exists(name) ? null : name;
        if (fresh != null) {
            run("CREATE TABLE " + fresh + " (LIKE " + parent + " INCLUDING ALL EXCLUDING INDEXES)");
        }
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + (fresh == null ? parent : fresh) + " ("
                        + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ") FROM STDIN"
                        + (fresh == null ? "" : " (FREEZE)"));
        StringBuilder kept = later.remove(begun);
        if (kept != null) {
            block.append(kept);
            flush();
        }
    }

    void add(R row, YearMonth of) throws SQLException {
        rows++;
        if (!of.equals(month)) {
            Column.write(columns, row, later.computeIfAbsent(of, none -> new StringBuilder()));
            return;
        }
        Column.write(columns, row, block);
        if (block.length() >= BLOCK) {
            flush();
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = block.toString().getBytes(StandardCharsets.UTF_8);
        java.util.Objects.requireNonNull(copy, "no month was begun").writeToCopy(bytes, 0, bytes.length);
        block.setLength(0);
    }

    /** Ends the month: all of it is committed, or nothing. */
    void end() throws SQLException {
        flush();
        java.util.Objects.requireNonNull(copy, "no month was begun").endCopy();
        if (fresh != null) {
            run("ALTER TABLE " + parent + " ATTACH PARTITION " + fresh + " FOR VALUES FROM ('" + month
                    + "-01 00:00:00+00') TO ('" + month.plusMonths(1) + "-01 00:00:00+00')");
        }
        connection.commit();
        copy = null;
    }

    static final String EXISTS = "SELECT to_regclass($1) IS NOT NULL";

    private boolean exists(String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXISTS.replace("$1", "?"))) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
