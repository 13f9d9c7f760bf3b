package dev.passback.bench;

import dev.passback.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Main: measures all contenders in turns on this machine and prints the table. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures Passback in turns with a bare proxy, a naive gateway and pgbench, on this machine, and prints a table.")
public final class Bench implements Callable<Integer> {

    private static final int WARM_UPS = 4;
    private static final int DRAINED = 40_000;
    // a small container: the collector is the one that the JVM chooses itself with less than 1,792 MB of memory
    private static final String SMALL = "-Xmx512m -XX:+UseSerialGC";

    @Option(names = "--root", hidden = true, required = true)
    private Path root = Path.of(".");

    @Option(names = "--rounds", description = "how often each is measured (default ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--seconds", description = "about how long each run takes (default ${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--connections", description = "callers at once (default ${DEFAULT-VALUE})")
    private int connections = 64;

    @Option(names = "--java-opts", description = "Passback's JVM options (default ${DEFAULT-VALUE})")
    private String javaOptions = SMALL;

    @Option(
            names = "--history",
            paramLabel = "ROWS",
            description = "submissions that are stored beforehand, made by ./passback generate (default none)")
    private int history;

    @Option(
            names = "--backlog",
            paramLabel = "ROWS",
            description = "measure only how fast so many due rows are worked off, beside a short backlog")
    private int backlog;

    @Option(
            names = "--growth",
            paramLabel = "ROWS",
            split = ",",
            description =
                    "measure only what stored submissions cost: a database of each size, in turns, such as 10000,1000000,20000000")
    private List<Integer> growth = List.of();

    @Option(
            names = "--hold",
            description =
                    "start everything, say where it is, and wait for the end of input; behind --growth when it is measured")
    private boolean hold;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("passback-bench-");
        say("logs are in " + folder + " until all went well");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0)) {
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            measure(postgres, folder);
        }
        Folders.delete(folder);
        return 0;
    }

    private void measure(EmbeddedPostgres postgres, Path folder)
            throws IOException, SQLException, InterruptedException {
        try (Scene scene = new Scene(postgres, root, folder, javaOptions)) {
            if (!growth.isEmpty()) {
                grow(scene, folder);
                return;
            }
            try (Site site = scene.site(history)) {
                if (backlog > 0) {
                    backlog(scene, site);
                } else {
                    contest(scene, site, folder);
                }
            }
        }
    }

    private void contest(Scene scene, Site site, Path folder) throws IOException, SQLException, InterruptedException {
        Report report = new Report(javaOptions, rounds, seconds, connections, history);
        Contest contest = new Contest(scene, site, folder, new Contest.Size(rounds, seconds, connections), report);
        if (hold) {
            contest.hold();
        } else {
            contest.measure();
            report.print();
        }
    }

    private void grow(Scene scene, Path folder) throws IOException, SQLException, InterruptedException {
        try (Growth grown = new Growth(scene, folder)) {
            grown.grow(growth);
            grown.measure(rounds);
            grown.print();
            if (hold) {
                grown.hold();
            }
        }
    }

    private void backlog(Scene scene, Site site) throws IOException, SQLException, InterruptedException {
        try (Program passback = site.start()) {
            Site.deliverOne(site.whole(passback).door());
            site.pause(true);
            Backlog due = new Backlog(scene, site);
            int drained = Math.min(backlog, DRAINED);
            for (int i = 0; i < WARM_UPS; i++) {
                due.rate(drained, drained);
            }
            System.out.println("| round | short backlog, a second | %,d due, a second | ratio |".formatted(backlog));
            System.out.println("| ---: | ---: | ---: | ---: |");
            for (int round = 1; round <= rounds; round++) {
                double few = due.rate(drained, drained);
                double many = due.rate(backlog, drained);
                System.out.println("| %d | %,.0f | %,.0f | %.2f |".formatted(round, few, many, many / few));
            }
        }
    }

    static void waitForEndOfInput() throws IOException {
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    static void say(String what) {
        System.err.println(what);
    }
}
