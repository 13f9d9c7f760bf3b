package dev.passback.db;

import dev.passback.core.credential.Secret;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the database is: {@code postgresql://user:password@host:port/database}, with {@code ?sslmode=} as libpq knows it. User
 * and password are percent-encoded where they hold signs of the URL.
 */
public record DatabaseAddress(String host, int port, String database, String user, Secret password, String sslMode) {

    private static final int STANDARD_PORT = 5432;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the message tells what is missing and never repeats the address, which
     *     holds a password
     */
    public static DatabaseAddress parse(String url) {
        URI uri = uri(url);
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw wrong("must start with postgresql://");
        }
        if (uri.getHost() == null) {
            throw wrong("names no host");
        }
        String[] who = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
        if (who[0].isEmpty()) {
            throw wrong("names no user");
        }
        String database = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
        if (database.isEmpty()) {
            throw wrong("names no database");
        }
        return new DatabaseAddress(
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? STANDARD_PORT : uri.getPort(),
                database,
                decode(who[0]),
                new Secret(who.length == 2 ? decode(who[1]) : ""),
                sslMode(uri));
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException quotesTheAddress) {
            throw wrong("is no URL; percent-encode special signs in user and password");
        }
    }

    private static String sslMode(URI uri) {
        return Arrays.stream(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
                .filter(part -> part.startsWith("sslmode="))
                .map(part -> part.substring("sslmode=".length()))
                .findFirst()
                .map(DatabaseAddress::knownMode)
                .orElse("prefer");
    }

    private static String knownMode(String mode) {
        try {
            return SslMode.of(mode).value;
        } catch (IllegalArgumentException unknown) {
            throw wrong("has an sslmode that is none");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "the database address " + what + " (postgresql://user:password@host:port/database)");
    }

    PgConnectOptions connectOptions() {
        return new PgConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase(database)
                .setSslMode(SslMode.of(sslMode))
                .setUser(user)
                .setPassword(password.reveal());
    }

    /** The same for JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8)
                + "?sslmode=" + sslMode + "&connectTimeout=10&socketTimeout=600&ApplicationName=passback-migrate";
    }
}
