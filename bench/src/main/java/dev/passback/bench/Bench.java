package dev.passback.bench;

import dev.passback.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final int FIRST_SECONDS = 10;
    // the compiler takes its time
    private static final int WARM_UPS = 4;
    private static final int WARM_UP_SECONDS = 4;
    private static final int DRAINED = 20_000;
    private static final int GENTLE_RATE = 300;
    private static final int GENTLE_CONNECTIONS = 10;
    // a small container: the collector is the one that the JVM chooses itself with less than 1,792 MB of memory
    private static final String SMALL = "-Xmx512m -XX:+UseSerialGC";
    private static final Duration IDLE = Duration.ofSeconds(10);

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
            names = "--hold",
            description = "measure nothing: start everything, say where it is, and wait for the end of input")
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
        try (Scene scene = new Scene(postgres, root, folder, javaOptions, history)) {
            if (hold) {
                hold(scene);
                return;
            }
            if (backlog > 0) {
                backlog(scene);
                return;
            }
            Report report = new Report(javaOptions, rounds, seconds, connections, history);
            Run run = new Run(scene, new Generator(folder));
            fullLoad(scene, run, new PgBench(folder, scene.databaseUrl()), report);
            freshProcesses(scene, run, report);
            report.print();
        }
    }

    /** For profilers. */
    private static void hold(Scene scene) throws IOException {
        try (Program passback = scene.startPassback()) {
            say(scene.databaseUrl());
            for (Contender contender : List.of(scene.proxy(), scene.naive(), scene.passback(passback))) {
                say(contender.toString());
            }
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void backlog(Scene scene) throws IOException, SQLException, InterruptedException {
        try (Program passback = scene.startPassback()) {
            scene.deliverOne(scene.passback(passback).door());
            scene.pause(true);
            Backlog due = new Backlog(scene);
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

    private void fullLoad(Scene scene, Run run, PgBench pgbench, Report report)
            throws IOException, SQLException, InterruptedException {
        try (Program passback = scene.startPassback()) {
            List<Contender> doors = List.of(scene.proxy(), scene.naive(), scene.passback(passback));
            Contender acceptOnly = scene.acceptOnly(passback);
            scene.deliverOne(scene.passback(passback).door());
            Map<String, Integer> requests = new LinkedHashMap<>();
            for (Contender contender : doors) {
                requests.put(contender.name(), warmUp(run, contender));
            }
            scene.pause(true);
            requests.put(acceptOnly.name(), warmUp(run, acceptOnly));
            for (int round = 1; round <= rounds; round++) {
                say("round " + round + " of " + rounds);
                scene.pause(false);
                for (Contender contender : doors) {
                    report.full(contender, run.of(contender, load(requests, contender)));
                }
                for (Contender contender : doors) {
                    report.gentle(contender, run.of(contender, gentle()));
                }
                report.databaseAlone(run.paced(() -> pgbench.pacedP99(GENTLE_CONNECTIONS, seconds, GENTLE_RATE)));
                scene.pause(true);
                report.full(acceptOnly, run.of(acceptOnly, load(requests, acceptOnly)));
                report.inserts(run.of(() -> pgbench.inserts(connections, seconds)));
                report.twoCommits(run.of(() -> pgbench.twoCommits(connections, seconds)));
            }
            scene.pause(false);
            report.peak(ProcessCost.mebibytes(passback.pid(), "VmHWM"));
        }
    }

    private int warmUp(Run run, Contender contender) throws IOException, SQLException, InterruptedException {
        double rate = 1_000;
        for (int i = 0; i < WARM_UPS; i++) {
            rate = run.of(contender, new Generator.Load((int) (rate * WARM_UP_SECONDS), connections, 0))
                    .perSecond();
        }
        say("%s: about %,.0f/s".formatted(contender.name(), rate));
        return (int) (rate * seconds);
    }

    private Generator.Load load(Map<String, Integer> requests, Contender contender) {
        return new Generator.Load(requests.getOrDefault(contender.name(), 0), connections, 0);
    }

    private Generator.Load gentle() {
        return new Generator.Load(GENTLE_RATE * seconds, GENTLE_CONNECTIONS, GENTLE_RATE);
    }

    private void freshProcesses(Scene scene, Run run, Report report)
            throws IOException, SQLException, InterruptedException {
        int requests = (int) (report.steady() * FIRST_SECONDS);
        for (int round = 1; round <= rounds; round++) {
            say("fresh process " + round + " of " + rounds);
            scene.rows().settleDown();
            long started = System.nanoTime();
            try (Program passback = scene.startPassback()) {
                Contender contender = scene.passback(passback);
                scene.deliverOne(contender.door());
                report.started((System.nanoTime() - started) / 1e9);
                Thread.sleep(IDLE.toMillis());
                report.idle(ProcessCost.mebibytes(passback.pid(), "VmRSS"));
            }
            try (Program passback = scene.startPassback()) {
                Answers answers = run.send(scene.passback(passback), new Generator.Load(requests, connections, 0));
                report.fresh(answers.within(FIRST_SECONDS) / (double) FIRST_SECONDS);
            }
        }
    }

    private static void say(String what) {
        System.err.println(what);
    }
}
