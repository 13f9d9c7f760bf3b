package dev.passback.db;

import dev.passback.db.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A migrated database of a test class's own: the gateway's pool on it, and a connection beside the pool that sees only what is
 * committed. All methods block.
 */
public final class MigratedDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final int PATIENCE_SECONDS = 30;

    private final TestDatabase database =
            TestDatabase.create("migrated", url -> Migrations.migrate(DatabaseAddress.parse(url)));
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = Database.open(vertx, address(), CONNECTIONS);
    private final Connection beside = connect();

    public Vertx vertx() {
        return vertx;
    }

    public Pool pool() {
        return pool;
    }

    public DatabaseAddress address() {
        return DatabaseAddress.parse(database.url());
    }

    /** One more connection, for a test that needs a transaction of its own. */
    public Connection connect() {
        try {
            return database.connect();
        } catch (SQLException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    /** What came of it; throws what it failed with. */
    public static <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("no answer within " + PATIENCE_SECONDS + " s", late);
        }
    }

    /** Runs SQL with {@code %s} replaced by the values, quoted; answers how many rows it changed. */
    public int run(String sql, Object... values) {
        try (Statement statement = beside.createStatement()) {
            return statement.executeUpdate(filled(sql, values));
        } catch (SQLException refused) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, refused);
        }
    }

    /** The rows as text by column name. */
    public List<Map<String, @Nullable String>> rows(String sql, Object... values) {
        try (Statement statement = beside.createStatement();
                ResultSet found = statement.executeQuery(filled(sql, values))) {
            List<Map<String, @Nullable String>> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row(found));
            }
            return rows;
        } catch (SQLException refused) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, refused);
        }
    }

    /** The first column, as text. */
    public List<@Nullable String> column(String sql, Object... values) {
        List<@Nullable String> column = new ArrayList<>();
        rows(sql, values).forEach(row -> column.add(row.values().iterator().next()));
        return column;
    }

    /** The first column of the only row, as text. */
    public @Nullable String text(String sql, Object... values) {
        List<@Nullable String> column = column(sql, values);
        if (column.size() != 1) {
            throw new IllegalStateException(column.size() + " rows instead of one: " + sql);
        }
        return column.getFirst();
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
        database.close();
    }

    private static Map<String, @Nullable String> row(ResultSet found) throws SQLException {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.put(found.getMetaData().getColumnLabel(i), found.getString(i));
        }
        return row;
    }

    private static String filled(String sql, Object... values) {
        Object[] quoted = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            quoted[i] = "'" + values[i].toString().replace("'", "''") + "'";
        }
        return values.length == 0 ? sql : sql.formatted(quoted);
    }
}
