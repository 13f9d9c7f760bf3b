package dev.passback.adminui.testing;

import static dev.passback.adminui.testing.Waiting.await;

import dev.passback.adminui.AdminUi;
import dev.passback.adminui.UiSettings;
import dev.passback.core.credential.Secret;
import dev.passback.core.origin.TrustedProxies;
import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.Migrations;
import dev.passback.db.staff.StaffMember;
import dev.passback.db.staff.StaffStore;
import dev.passback.db.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.sqlclient.Pool;
import java.net.URI;

/** The pages, served on a free port from a database of their own, with one member of staff for each role. */
public final class Site implements AutoCloseable {

    /** Everybody's password here. */
    public static final String PASSWORD = "correct horse battery staple";

    private static final PasswordHash HASH = PasswordHash.of(new Secret(PASSWORD));

    private final TestDatabase database =
            TestDatabase.create("admin-ui", url -> Migrations.migrate(DatabaseAddress.parse(url)));
    private final Vertx vertx = Vertx.vertx();
    private final Pool gatewayPool = Database.open(vertx, DatabaseAddress.parse(database.url()), 4);
    private final Pool pagesPool = Database.openForPages(vertx, DatabaseAddress.parse(database.url()), 4);
    private final HttpServer server;

    private Site(boolean secureCookies, TrustedProxies proxies) {
        UiSettings settings = new UiSettings(secureCookies, URI.create("https://passback.example/v1"), proxies);
        server = await(vertx.createHttpServer()
                .requestHandler(AdminUi.router(vertx, pagesPool, settings))
                .listen(0, "127.0.0.1"));
        StaffStore staff = new StaffStore(gatewayPool);
        for (Role role : Role.values()) {
            await(staff.create(new StaffMember(nameOf(role), role, HASH)));
        }
    }

    public static Site open() {
        return new Site(false, TrustedProxies.NONE);
    }

    /** As it is behind https. */
    public static Site openSecure() {
        return new Site(true, TrustedProxies.NONE);
    }

    /** As it is where what comes from these addresses is believed. */
    public static Site openBehind(TrustedProxies proxies) {
        return new Site(false, proxies);
    }

    /** Who has this role: vera, sam, ada. */
    public static String nameOf(Role role) {
        return switch (role) {
            case VIEWER -> "vera";
            case SUPPORT -> "sam";
            case ADMIN -> "ada";
        };
    }

    /** An address of a page. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    /** The pool that the gateway would use. */
    public Pool pool() {
        return gatewayPool;
    }

    /** Takes the database away. */
    public void dropDatabase() {
        database.close();
    }

    @Override
    public void close() {
        await(vertx.close());
        database.close();
    }
}
