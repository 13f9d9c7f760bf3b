package dev.passback.db.testing;

import dev.passback.db.access.DatabaseRoles;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** A database role of a test's own, which may do nothing until it is granted something. Closing it takes it away from the server. */
public record TestRole(String name, String password) implements AutoCloseable {

    public static TestRole create(String what) {
        TestRole role = new TestRole(
                "passback_" + what + "_" + UUID.randomUUID().toString().substring(0, 8),
                "password-of-" + UUID.randomUUID());
        Jdbc.run(TestServer.shared().url(), "CREATE ROLE \"" + role.name + "\" LOGIN PASSWORD '" + role.password + "'");
        return role;
    }

    /** The two as those that Passback runs as. */
    public static DatabaseRoles roles(TestRole gateway, TestRole ui) {
        return new DatabaseRoles(Optional.of(gateway.name), Optional.of(ui.name));
    }

    /** A database of the server, as this role. */
    public String url(String database) {
        URI server = URI.create(TestServer.shared().url());
        return "postgresql://" + name + ":" + password + "@" + server.getHost() + ":" + server.getPort() + "/"
                + database;
    }

    public Connection connect(String database) throws SQLException {
        return Jdbc.connect(url(database));
    }

    /** Once the databases in which it was granted something are gone. */
    @Override
    public void close() {
        Jdbc.run(TestServer.shared().url(), "DROP ROLE \"" + name + "\"");
    }
}
