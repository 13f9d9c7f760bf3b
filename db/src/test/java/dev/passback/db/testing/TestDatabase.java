package dev.passback.db.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A database of a test's own: nobody else sees it, and closing drops it.
 *
 * <p>The server behind it is one a JVM: a container where a Docker engine answers, else the embedded PostgreSQL, else the
 * server of {@code PASSBACK_TEST_DATABASE_URL}. Thread-safe; all methods block.
 */
public final class TestDatabase implements AutoCloseable {

    private static final Map<String, TestDatabase> TEMPLATES = new ConcurrentHashMap<>();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A fresh, empty database. */
    public static TestDatabase create() {
        return copyOf("template1");
    }

    /**
     * A fresh copy of a prepared database. {@code prepare} gets the URL of the one to copy, once a JVM for each template
     * name; it must let go of its connections' work before it returns, because they are then ended.
     */
    public static TestDatabase create(String templateName, Consumer<String> prepare) {
        return copyOf(TEMPLATES.computeIfAbsent(templateName, absent -> prepared(prepare)).name);
    }

    /** As {@code postgresql://user:password@host:port/database}. */
    public String url() {
        return URI.create(TestServer.shared().url()).resolve("/" + name).toString();
    }

    /** A JDBC connection, for tests that look behind the code under test. */
    public Connection connect() throws SQLException {
        return Jdbc.connect(url());
    }

    /** Drops the database, and with it every connection that is still open. */
    @Override
    public void close() {
        onServer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    /** At the end of the JVM: a given server would keep them for ever. */
    static void dropTemplates() {
        TEMPLATES.values().forEach(TestDatabase::close);
    }

    private static TestDatabase copyOf(String template) {
        String name = "passback_test_" + UUID.randomUUID().toString().replace("-", "");
        onServer("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new TestDatabase(name);
    }

    private static TestDatabase prepared(Consumer<String> prepare) {
        TestDatabase template = create();
        prepare.accept(template.url());
        // PostgreSQL copies a database only while nobody is connected to it
        onServer("ALTER DATABASE " + template.name + " ALLOW_CONNECTIONS false");
        onServer(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + template.name + "'");
        return template;
    }

    private static void onServer(String sql) {
        Jdbc.run(TestServer.shared().url(), sql);
    }
}
