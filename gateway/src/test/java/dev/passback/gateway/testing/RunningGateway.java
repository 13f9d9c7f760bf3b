package dev.passback.gateway.testing;

import dev.passback.core.credential.KeyPair;
import dev.passback.core.credential.Sealed;
import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.integration.Integration;
import dev.passback.core.tenant.ManagementKey;
import dev.passback.core.tenant.ManagementScope;
import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.Migrations;
import dev.passback.db.audit.Act;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.ManagementKeyStore;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.testing.Jdbc;
import dev.passback.db.testing.TestDatabase;
import dev.passback.gateway.Config;
import dev.passback.gateway.Entrance;
import dev.passback.gateway.Node;
import dev.passback.gateway.sandbox.Account;
import dev.passback.gateway.sandbox.Sandbox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * The role gateway on free ports, with a database and a sandbox upstream of its own. Every answer is held against the contract;
 * closing it checks that no key, credential or password stands in the logs, in an answer or in the database.
 */
public final class RunningGateway implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int LONGEST_SECONDS = 60;
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final Logs logs = Logs.capture();
    private final Secrets secrets = new Secrets();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final KeyPair keys = KeyPair.generate();
    private final String credential = "ks_dev_" + TenantKey.generate().secret().reveal();
    private final Set<String> integrations = new HashSet<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Vertx vertx = Vertx.vertx();
    private final Contract contract = new Contract(vertx);
    private final String databaseUrl;
    private final Runnable dropDatabase;
    private final Pool pool;
    private final Node node;
    private Sandbox sandbox;

    private RunningGateway(String databaseUrl, Runnable dropDatabase, UnaryOperator<Config> settings) {
        DatabaseAddress database = DatabaseAddress.parse(databaseUrl);
        this.databaseUrl = databaseUrl;
        this.dropDatabase = dropDatabase;
        this.pool = Database.open(vertx, database, 1);
        this.sandbox = await(Sandbox.start(vertx, 0));
        this.node = await(Node.start(vertx, settings.apply(config(database))));
        secrets.add(credential);
        if (database.password().reveal().length() > 15) {
            secrets.add(database.password().reveal());
        }
    }

    /** On a fresh database. */
    public static RunningGateway start() {
        return start(UnaryOperator.identity());
    }

    /** On a fresh database, entered in another way. */
    public static RunningGateway start(Entrance entrance) {
        return start(usual -> new Config(
                usual.database(),
                usual.uiDatabase(),
                usual.roles(),
                new Config.Listening(
                        HOST, new Config.Ports(0, 0, 0), false, URI.create("http://" + HOST + "/v1"), entrance),
                usual.keys(),
                usual.upstreams(),
                usual.provider()));
    }

    /** On a fresh database, with other settings than the usual ones. */
    public static RunningGateway start(UnaryOperator<Config> settings) {
        TestDatabase database = TestDatabase.create("gateway", RunningGateway::migrate);
        return new RunningGateway(database.url(), database::close, settings);
    }

    /** On a database of the caller's, which is brought up to date. */
    public static RunningGateway on(String databaseUrl) {
        migrate(databaseUrl);
        return new RunningGateway(databaseUrl, () -> {}, UnaryOperator.identity());
    }

    private static void migrate(String url) {
        Migrations.migrate(DatabaseAddress.parse(url));
    }

    private Config config(DatabaseAddress database) {
        return new Config(
                database,
                Optional.empty(),
                Set.of(Config.Role.GATEWAY),
                new Config.Listening(HOST, new Config.Ports(0, 0, 0), false, URI.create("http://" + HOST + "/v1")),
                Config.Keys.of(keys),
                Config.Upstreams.allowing(Set.of(HOST)),
                Optional.empty());
    }

    /** A new tenant with a key that may do everything. */
    public Service tenant(String name) {
        return withKey(await(new TenantStore(pool).create(name)), EnumSet.allOf(Scope.class), Optional.empty());
    }

    /** The tenant with another key. */
    public Service withKey(Tenant tenant, Set<Scope> scopes, Optional<Duration> expiresIn) {
        TenantKey key = TenantKey.generate();
        secrets.add(key.secret().reveal());
        await(new KeyStore(pool).create(tenant.id(), key, scopes, expiresIn));
        return new Service(tenant, key, "http://" + HOST + ":" + node.apiPort(), http, this::heard);
    }

    /** Somebody who runs the platform, with a management key of these scopes. */
    public Operator operator(ManagementScope... scopes) {
        ManagementKey key = ManagementKey.generate();
        secrets.add(key.secret().reveal());
        await(new ManagementKeyStore(pool).create(key, "test", Set.of(scopes), Optional.empty(), Act.BY_PASSBACK));
        return new Operator(key, "http://" + HOST + ":" + node.apiPort(), http, this::heard);
    }

    /** From now on this is looked for in logs, answers and the database. */
    public void secret(String text) {
        secrets.add(text);
    }

    /** A tenant that is there already, with a key that was made by the API. */
    public Service service(String tenantName, String keyText) {
        Tenant tenant = await(new TenantStore(pool).find(tenantName)).orElseThrow();
        TenantKey key = TenantKey.parse(keyText).orElseThrow();
        return new Service(tenant, key, "http://" + HOST + ":" + node.apiPort(), http, this::heard);
    }

    private void heard(Answer answer) {
        answers.add(answer.response().headers().map() + "\n" + answer.body());
        contract.check(answer);
    }

    /** A new integration of the tenant, in front of the sandbox. */
    public Integration integration(Service owner, String id, Plan plan) {
        Integration integration = plan.integration(owner.tenant().id(), id, URI.create(sandbox.baseUrl()));
        integrations.add(id);
        admit(sandbox);
        await(new IntegrationStore(pool)
                .create(
                        integration,
                        SealingKeys.parse(keys.sealing()).seal(new Secret(credential), integration.ref())));
        return integration;
    }

    /** Gives the integration another credential; from now on the upstream takes no other. */
    public void rotateCredential(Integration integration) {
        String another = "ks_dev_" + TenantKey.generate().secret().reveal();
        secrets.add(another);
        sandbox.accounts().replaceAll(Set.of(new Account(another, integrations)));
        Sealed sealed = SealingKeys.parse(keys.sealing()).seal(new Secret(another), integration.ref());
        await(settings().rotate(integration.ref(), sealed, Act.BY_PASSBACK));
    }

    private void admit(Sandbox upstream) {
        upstream.accounts().replaceAll(Set.of(new Account(credential, integrations)));
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /** The upstream is away until the other method is called. */
    public void stopUpstream() {
        await(sandbox.close());
    }

    /** A new sandbox at the old one's address. */
    public void startUpstream() {
        sandbox = await(Sandbox.start(vertx, sandbox.port()));
        admit(sandbox);
    }

    public Node node() {
        return node;
    }

    public String operations() {
        return "http://" + HOST + ":" + node.opsPort();
    }

    public int apiPort() {
        return node.apiPort();
    }

    public IntegrationStore integrations() {
        return new IntegrationStore(pool);
    }

    public IntegrationSettings settings() {
        return new IntegrationSettings(pool);
    }

    public String logged() {
        return logs.text();
    }

    /** The first column of the first row. */
    public String sql(String query) {
        return String.valueOf(Jdbc.text(databaseUrl, query));
    }

    /** Changes the database behind the program's back. */
    public void change(String statement) {
        Jdbc.run(databaseUrl, statement);
    }

    public String databaseUrl() {
        return databaseUrl;
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("nothing came of it within " + LONGEST_SECONDS + " s", late);
        }
    }

    @Override
    public void close() {
        try (http) {
            await(node.stop(DEADLINE));
            secrets.assertNotInDatabase(databaseUrl);
            secrets.assertNotIn("the logs", logs.text());
            secrets.assertNotIn("an answer", String.join("\n", answers));
        } finally {
            await(pool.close());
            await(vertx.close());
            dropDatabase.run();
            logs.close();
        }
    }
}
