package dev.passback.gateway;

import dev.passback.adminui.staff.provider.ProviderSettings;
import dev.passback.core.credential.KeyPair;
import dev.passback.core.credential.SealingKeys;
import dev.passback.db.DatabaseAddress;
import dev.passback.gateway.credential.KeysetText;
import dev.passback.gateway.credential.OpeningKeySource;
import dev.passback.gateway.settings.Given;
import dev.passback.gateway.trace.TraceSettings;
import dev.passback.gateway.upstream.Authorities;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Every setting, checked.
 *
 * @param database of the gateway, and of the pages unless these have their own
 * @param uiDatabase the same database for the pages, as a role that may do less
 * @param uiLists a replica that the pages read lists from, if there is one
 * @param upstreams where calls may go
 * @param stop how a node ends
 * @param traces where they are exported to, if anywhere
 * @param provider where people sign in to the pages who have their account elsewhere
 */
public record Config(
        DatabaseAddress database,
        Optional<DatabaseAddress> uiDatabase,
        Optional<DatabaseAddress> uiLists,
        Set<Role> roles,
        Listening listening,
        Keys keys,
        Upstreams upstreams,
        Stopping stop,
        Optional<TraceSettings> traces,
        Optional<ProviderSettings> provider) {

    /**
     * How a node ends.
     *
     * @param notice how long it goes on while it says that it stops
     * @param deadline how long calls under way may take then to come to their end
     */
    public record Stopping(Duration notice, Duration deadline) {

        // HAProxy's checks, as they are set in deploy/haproxy, need one second
        static final Duration NOTICE = Duration.ofSeconds(2);

        /** With the notice less than the half minute that Kubernetes waits by itself. */
        public static final Duration DEADLINE = Duration.ofSeconds(25);

        static final Stopping AT_ONCE = new Stopping(Duration.ZERO, DEADLINE);

        /** Both together. */
        public Duration whole() {
            return notice.plus(deadline);
        }
    }

    /** One that stops without notice, and exports no traces. */
    public Config(
            DatabaseAddress database,
            Optional<DatabaseAddress> uiDatabase,
            Set<Role> roles,
            Listening listening,
            Keys keys,
            Upstreams upstreams,
            Optional<ProviderSettings> provider) {
        this(
                database,
                uiDatabase,
                Optional.empty(),
                roles,
                listening,
                keys,
                upstreams,
                Stopping.AT_ONCE,
                Optional.empty(),
                provider);
    }

    public Config {
        roles = Set.copyOf(roles);
    }

    /**
     * Where calls may go.
     *
     * @param allowedPrivateHosts those that may be private and without TLS
     * @param authorities who may vouch for upstreams
     */
    public record Upstreams(Set<String> allowedPrivateHosts, Authorities authorities) {
        public Upstreams {
            allowedPrivateHosts = Set.copyOf(allowedPrivateHosts);
        }

        /** With the authorities that Java trusts. */
        public static Upstreams allowing(Set<String> privateHosts) {
            return new Upstreams(privateHosts, Authorities.STANDARD);
        }
    }

    /** Needed to create integrations and to change their credentials. */
    public Optional<SealingKeys> sealing() {
        return keys.sealing;
    }

    /** What a program does. */
    public enum Role {
        GATEWAY,
        UI
    }

    /**
     * Where it listens.
     *
     * @param host the address to bind to
     * @param secureCookies whether the pages are reached by https although that cannot be seen here
     * @param publicApi where tenants reach the API, with its {@code /v1}
     */
    public record Listening(String host, Ports ports, boolean secureCookies, URI publicApi, Entrance entrance) {

        /** Without TLS and without proxies. */
        public Listening(String host, Ports ports, boolean secureCookies, URI publicApi) {
            this(host, ports, secureCookies, publicApi, Entrance.PLAIN);
        }
    }

    /**
     * The keys of credentials.
     *
     * @param sealing needed to create integrations
     * @param sealingFile where they are read anew when that changes
     * @param opening needed to send; only nodes with the role gateway have it
     */
    public record Keys(Optional<SealingKeys> sealing, Optional<Path> sealingFile, Optional<OpeningKeySource> opening) {

        /** Both halves, as they are. */
        public static Keys of(KeyPair pair) {
            return new Keys(
                    Optional.of(SealingKeys.parse(pair.sealing())),
                    Optional.empty(),
                    Optional.of(OpeningKeySource.of(new KeysetText.Given(pair.opening()), Optional.empty())));
        }
    }

    /** The ports, 0 for any that is free. */
    public record Ports(int api, int ui, int ops) {
        public static final Ports STANDARD = new Ports(8080, 8081, 9090);
        public static final int SANDBOX = 8090;
    }

    /**
     * Reads the settings of {@code serve}.
     *
     * @throws ConfigException naming every setting that is missing or wrong, and every name that is no setting's
     */
    public static Config read(Given given) {
        Environment environment = Environment.of(given);
        given.strangers().forEach(environment::complain);
        return read(environment);
    }

    private static Config read(Environment environment) {
        Set<Role> roles = environment.roles();
        DatabaseAddress database = environment
                .required("PASSBACK_DATABASE_URL", DatabaseAddress::parse)
                .orElse(null);
        Optional<DatabaseAddress> uiDatabase = environment.optional("PASSBACK_UI_DATABASE_URL", DatabaseAddress::parse);
        Optional<DatabaseAddress> uiLists =
                environment.optional("PASSBACK_UI_LISTS_DATABASE_URL", DatabaseAddress::parse);
        Keys keys = new KeySettings(environment).read(roles.contains(Role.GATEWAY));
        Ports ports = new Ports(
                environment.port("PASSBACK_API_PORT", Ports.STANDARD.api),
                environment.port("PASSBACK_UI_PORT", Ports.STANDARD.ui),
                environment.port("PASSBACK_OPS_PORT", Ports.STANDARD.ops));
        Entrance entrance = Entrance.read(environment);
        Listening listening = new Listening(
                environment.text("PASSBACK_BIND_ADDRESS").orElse("0.0.0.0"),
                ports,
                environment.flag("PASSBACK_SECURE_COOKIES", entrance.tls().isPresent()),
                entrance.publicApi().orElseGet(() -> entrance.local(ports.api)),
                entrance);
        Upstreams upstreams = new Upstreams(
                environment.list("PASSBACK_ALLOWED_PRIVATE_HOSTS"),
                environment
                        .optionalFile("PASSBACK_UPSTREAM_CA_FILE", Authorities::parse)
                        .orElse(Authorities.STANDARD));
        Stopping stop = new Stopping(
                environment.duration("PASSBACK_STOP_NOTICE", Stopping.NOTICE),
                environment.duration("PASSBACK_STOP_DEADLINE", Stopping.DEADLINE));
        Optional<TraceSettings> traces = traces(environment);
        Optional<ProviderSettings> provider =
                roles.contains(Role.UI) ? ProviderConfig.read(environment) : Optional.empty();
        environment.complain();
        if (database == null) {
            throw new IllegalStateException("complain() has spoken of it");
        }
        return new Config(database, uiDatabase, uiLists, roles, listening, keys, upstreams, stop, traces, provider);
    }

    private static Optional<TraceSettings> traces(Environment environment) {
        double share = environment
                .parsed("PASSBACK_TRACES_SHARE", TraceSettings::share)
                .orElse(1.0);
        return environment.url("PASSBACK_TRACES_URL").map(collector -> new TraceSettings(collector, share));
    }
}
