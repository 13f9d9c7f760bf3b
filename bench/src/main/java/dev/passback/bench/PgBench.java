package dev.passback.bench;

import dev.passback.db.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What PostgreSQL does without any gateway: pgbench writes the same rows into the same tables, prepared, each commit durable. */
final class PgBench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern DONE = Pattern.compile("transactions actually processed: (\\d+)");

    private static final String INSERT = """
            INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, state, due_at,
              retry_until)
            VALUES (%1$d, uuidv7(), 'pgbench', 'pgbench', 'candidate', md5(:candidate::text), 'Logic test',
              'https://results.example.com/r/8f14e45f-ceea-467f-a8f3-7d1b2f0c9a11', '%2$s', 'queued', now(), now() + interval '72 hours');
            """;
    private static final String TWO_COMMITS = """
            WITH stored AS (
              INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, state, retry_until,
                attempts, lease, lease_until)
              VALUES (%1$d, uuidv7(), 'pgbench', 'pgbench', 'candidate', md5(:candidate::text), 'Logic test',
                'https://results.example.com/r/8f14e45f-ceea-467f-a8f3-7d1b2f0c9a11', '%2$s', 'sending', now() + interval '72 hours',
                1, gen_random_uuid(), now() + interval '75 seconds')
              RETURNING tenant_id, id, lease
            )
            INSERT INTO attempt (tenant_id, submission_id, no, begun_at, lease, node)
            SELECT tenant_id, id, 1, now(), lease, 'pgbench' FROM stored
            RETURNING submission_id AS sid, begun_at AS begun \\gset
            WITH moved AS (
              UPDATE submission SET state = 'delivered', lease = NULL, lease_until = NULL, settled_at = now(), last_outcome = 'accepted'
              WHERE tenant_id = %1$d AND id = :sid::uuid AND settled_at = 'infinity'
            )
            UPDATE attempt SET ended_at = now(), outcome = 'accepted', status = 200, integration_id = 'pgbench',
              answer_body = '{"status":"success","data":{},"warnings":[]}'
            WHERE tenant_id = %1$d AND submission_id = :sid::uuid AND no = 1 AND begun_at = :begun::timestamptz;
            """;

    private final Path folder;
    private final DatabaseAddress database;

    PgBench(Path folder, String database) {
        this.folder = folder;
        this.database = DatabaseAddress.parse(database);
    }

    /** Transactions a second, and how many there were. */
    record Rate(double perSecond, long done) {}

    /** One durable row a transaction. */
    Rate inserts(int clients, int seconds) {
        return run("insert.sql", INSERT, clients, seconds);
    }

    /** The two commits of one submission: stored with its attempt begun, then settled. */
    Rate twoCommits(int clients, int seconds) {
        return run("two-commits.sql", TWO_COMMITS, clients, seconds);
    }

    /** The same two commits, {@code perSecond} of them at chance moments; milliseconds that all but a hundredth took at most. */
    double pacedP99(int clients, int seconds, int perSecond) {
        Path prefix = folder.resolve("paced");
        run("two-commits.sql", TWO_COMMITS, clients, seconds, "--rate=" + perSecond, "--log", "--log-prefix=" + prefix);
        try (Stream<Path> files = Files.list(folder)) {
            Path log = files.filter(file -> file.getFileName().toString().startsWith("paced."))
                    .findFirst()
                    .orElseThrow();
            double p99 = p99(log);
            Files.delete(log);
            return p99;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // client, number, microseconds, ...
    private static double p99(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            long[] micros = lines.mapToLong(line -> Long.parseLong(line.split(" ", -1)[2]))
                    .sorted()
                    .toArray();
            return micros[(int) (micros.length * 0.99)] / 1e3;
        }
    }

    private Rate run(String name, String script, int clients, int seconds, String... more) {
        try {
            Path file = Files.writeString(
                    folder.resolve(name),
                    "\\set candidate random(1, 10000)\n"
                            + script.formatted(Installation.NAIVE_TENANT, Generator.body()));
            List<String> command = new ArrayList<>(List.of("pgbench", "-n", "-M", "prepared", "-j", "1"));
            command.addAll(List.of("-c", "" + clients, "-T", "" + seconds, "-f", file.toString()));
            command.addAll(List.of(more));
            command.addAll(List.of("-h", database.host(), "-p", "" + database.port(), "-U", database.user()));
            command.add(database.database());
            String said = CommandLine.run(
                    command, Map.of("PGPASSWORD", database.password().reveal()));
            return new Rate(Double.parseDouble(find(RATE, said)), Long.parseLong(find(DONE, said)));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static String find(Pattern what, String said) {
        Matcher found = what.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("pgbench said something else: " + said);
        }
        return found.group(1);
    }
}
