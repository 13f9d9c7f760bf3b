package dev.passback.gateway.doctor;

import dev.passback.db.checkup.Vitals.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a PostgreSQL server's version, settings and clock come to. */
final class ServerExam {

    private static final int OLDEST = 150_000;
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);
    private static final int SPARE_CONNECTIONS = 20;
    private static final long BUFFERS = 256L << 20;
    private static final long WAL = 2L << 30;

    private ServerExam() {}

    /** All that is to be said of it. */
    static List<Finding> of(Server server, Instant here) {
        List<Finding> found = new ArrayList<>();
        found.add(version(server));
        found.add(
                server.writable()
                        ? Finding.ok("writable", "it takes what is written")
                        : Finding.wrong(
                                "writable",
                                "it is a standby or read-only",
                                "Point PASSBACK_DATABASE_URL to the primary."));
        found.addAll(settings(server));
        found.add(clock(server, here));
        int spare = server.mostConnections() - server.connections();
        found.add(
                spare < SPARE_CONNECTIONS
                        ? Finding.warning(
                                "connections",
                                server.connections() + " of " + server.mostConnections() + " are taken",
                                "A node takes up to 19. Raise max_connections, or put PgBouncer before it.")
                        : Finding.ok(
                                "connections",
                                server.connections() + " of " + server.mostConnections() + " are taken"));
        return found;
    }

    private static Finding version(Server server) {
        String version = server.version() / 10_000 + "." + server.version() % 10_000;
        return server.version() < OLDEST
                ? Finding.wrong("version", "PostgreSQL " + version, "Passback needs PostgreSQL 15 or newer.")
                : Finding.ok("version", "PostgreSQL " + version);
    }

    private static List<Finding> settings(Server server) {
        List<Finding> found = new ArrayList<>();
        mustBeOn(server, "fsync", "a crash of its machine can lose or break what was stored", found);
        mustBeOn(server, "full_page_writes", "a crash of its machine can break what was stored", found);
        mustBeOn(server, "autovacuum", "tables grow without end and all becomes slow", found);
        if (value(server, "synchronous_commit").equals("off")) {
            found.add(Finding.wrong(
                    "synchronous_commit",
                    "is off: what was answered 2xx can be lost in a crash",
                    "ALTER SYSTEM SET synchronous_commit = 'on'; SELECT pg_reload_conf();"));
        }
        small(
                server,
                "shared_buffers",
                BUFFERS,
                "a quarter of the machine's memory is usual; it takes a restart",
                found);
        small(server, "max_wal_size", WAL, "8GB keeps checkpoints rare; SELECT pg_reload_conf() is enough", found);
        if (found.isEmpty()) {
            found.add(Finding.ok("settings", "durable, vacuumed, and sized for work"));
        }
        return found;
    }

    private static void mustBeOn(Server server, String name, String danger, List<Finding> found) {
        if (value(server, name).equals("off")) {
            found.add(Finding.wrong(
                    name, "is off: " + danger, "ALTER SYSTEM SET " + name + " = 'on'; SELECT pg_reload_conf();"));
        }
    }

    private static void small(Server server, String name, long enough, String advice, List<Finding> found) {
        String value = value(server, name);
        if (!value.isEmpty() && Long.parseLong(value) < enough) {
            found.add(Finding.warning(
                    name,
                    (Long.parseLong(value) >> 20) + " MB is little under load",
                    "ALTER SYSTEM SET " + name + ": " + advice + "."));
        }
    }

    private static String value(Server server, String name) {
        return server.settings().getOrDefault(name, "");
    }

    private static Finding clock(Server server, Instant here) {
        Duration apart = Duration.between(server.now().toInstant(), here).abs();
        return apart.compareTo(CLOCKS_APART) > 0
                ? Finding.warning(
                        "clock",
                        "this machine's and the database's are " + apart.toSeconds() + " s apart",
                        "Nothing is sent wrongly, for the database's counts; but logs do not fit. Let NTP set both.")
                : Finding.ok("clock", "as the database's");
    }
}
