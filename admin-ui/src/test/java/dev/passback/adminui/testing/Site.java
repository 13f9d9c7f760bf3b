package dev.passback.adminui.testing;

import static dev.passback.adminui.testing.Waiting.await;

import dev.passback.adminui.AdminUi;
import dev.passback.adminui.UiSettings;
import dev.passback.adminui.staff.provider.ProviderSettings;
import dev.passback.core.credential.KeyPair;
import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.origin.TrustedProxies;
import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.Migrations;
import dev.passback.db.live.LiveFeed;
import dev.passback.db.staff.StaffMember;
import dev.passback.db.staff.StaffStore;
import dev.passback.db.testing.TestDatabase;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The pages, served on a free port from a database of their own, with one member of staff for each role. */
public final class Site implements AutoCloseable {

    /** Everybody's password here. */
    public static final String PASSWORD = "correct horse battery staple";

    /** A pair of keys: the pages have the one that seals. */
    public static final KeyPair KEYS = KeyPair.generate();

    private static final PasswordHash HASH = PasswordHash.of(new Secret(PASSWORD));

    private final TestDatabase database =
            TestDatabase.create("admin-ui", url -> Migrations.migrate(DatabaseAddress.parse(url)));
    private final Vertx vertx = Vertx.vertx();
    private final Pool gatewayPool = Database.open(vertx, DatabaseAddress.parse(database.url()), 4);
    private final Pool pagesPool = Database.openForPages(vertx, DatabaseAddress.parse(database.url()), 4);
    private final HttpServer server;
    private final Router router;

    private Site(boolean secureCookies, TrustedProxies proxies, Function<URI, Optional<ProviderSettings>> provider) {
        // the pages have to know their own address, which is known when they listen
        AtomicReference<Handler<HttpServerRequest>> pages = new AtomicReference<>(early -> {});
        server = await(vertx.createHttpServer()
                .requestHandler(request -> pages.get().handle(request))
                .listen(0, "127.0.0.1"));
        UiSettings settings = new UiSettings(
                secureCookies,
                URI.create("https://passback.example/v1"),
                proxies,
                Optional.of(SealingKeys.parse(KEYS.sealing())),
                provider.apply(URI.create("http://127.0.0.1:" + server.actualPort())));
        router = AdminUi.router(
                vertx,
                pagesPool,
                Optional.empty(),
                new LiveFeed(vertx, DatabaseAddress.parse(database.url())),
                settings);
        pages.set(router);
        StaffStore staff = new StaffStore(gatewayPool);
        for (Role role : Role.values()) {
            await(staff.create(new StaffMember(nameOf(role), role, HASH)));
        }
    }

    public static Site open() {
        return new Site(false, TrustedProxies.NONE, here -> Optional.empty());
    }

    /** As it is behind https. */
    public static Site openSecure() {
        return new Site(true, TrustedProxies.NONE, here -> Optional.empty());
    }

    /**
     * With people who sign in at a provider.
     *
     * @param provider its settings, by the address of these pages
     */
    public static Site openWith(Function<URI, ProviderSettings> provider) {
        return new Site(false, TrustedProxies.NONE, provider.andThen(Optional::of));
    }

    /** As it is where what comes from these addresses is believed. */
    public static Site openBehind(TrustedProxies proxies) {
        return new Site(false, proxies, here -> Optional.empty());
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

    /** Runs SQL beside the pages. */
    public RowSet<Row> run(String sql, Object... values) {
        return await(gatewayPool.preparedQuery(sql).execute(Tuple.from(values)));
    }

    /** All routes, such as {@code GET /tenants/:name}; filters, which have no path or take any, are left out. */
    public List<String> routes() {
        List<String> routes = new ArrayList<>();
        for (Route route : router.getRoutes()) {
            if (route.getPath() != null && route.methods() != null) {
                // the router keeps the star of a route for itself
                String path = route.getPath().replaceFirst("(?<=.)/$", "/*");
                route.methods().forEach(method -> routes.add(method + " " + path));
            }
        }
        return routes;
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
