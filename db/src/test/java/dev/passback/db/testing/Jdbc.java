package dev.passback.db.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Plain SQL over JDBC, for tests that look behind the code under test. Addresses are {@code postgresql://} URLs. */
public final class Jdbc {

    private static final int POSTGRES_PORT = 5432;

    private Jdbc() {}

    public static Connection connect(String url) throws SQLException {
        URI address = URI.create(url);
        String[] login = address.getUserInfo().split(":", 2);
        int port = address.getPort() < 0 ? POSTGRES_PORT : address.getPort();
        String jdbc = "jdbc:postgresql://" + address.getHost() + ":" + port + address.getPath();
        return DriverManager.getConnection(jdbc, login[0], login[1]);
    }

    /** Runs one statement or several. */
    public static void run(String url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, failed);
        }
    }

    /** The first column of the first row, as text; null if there is none or it is null. */
    public static @Nullable String text(String url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, failed);
        }
    }
}
