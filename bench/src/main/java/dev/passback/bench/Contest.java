package dev.passback.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Passback in turns with a bare proxy, a naive gateway and pgbench. */
final class Contest {

    private static final int FIRST_SECONDS = 10;
    // the compiler takes its time
    private static final int WARM_UPS = 4;
    private static final int WARM_UP_SECONDS = 4;
    private static final int GENTLE_RATE = 300;
    private static final int GENTLE_CONNECTIONS = 10;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Scene scene;
    private final Site site;
    private final Run run;
    private final PgBench pgbench;
    private final Size size;
    private final Report report;

    /**
     * How much.
     *
     * @param seconds about how long each run takes
     * @param connections callers at once
     */
    record Size(int rounds, int seconds, int connections) {}

    Contest(Scene scene, Site site, Path folder, Size size, Report report) {
        this.scene = scene;
        this.site = site;
        this.run = new Run(scene, site.rows(), new Generator(folder));
        this.pgbench = new PgBench(folder, site.url());
        this.size = size;
        this.report = report;
    }

    void measure() throws IOException, SQLException, InterruptedException {
        try (Program proxy = scene.proxy();
                Program naive = scene.naive()) {
            fullLoad(proxy(proxy), naive(naive));
            freshProcesses();
        }
    }

    /** For profilers: all is started, and its places said; lasts until the end of input. */
    void hold() throws IOException {
        try (Program proxy = scene.proxy();
                Program naive = scene.naive();
                Program passback = site.start()) {
            Bench.say(site.url());
            for (Contender contender : List.of(proxy(proxy), naive(naive), site.whole(passback))) {
                Bench.say(contender.toString());
            }
            Bench.waitForEndOfInput();
        }
    }

    private Contender proxy(Program proxy) {
        return beside(Contender.PROXY, proxy, Contender.Keeps.NOTHING);
    }

    private Contender naive(Program naive) {
        return beside(Contender.NAIVE, naive, Contender.Keeps.DELIVERED);
    }

    private Contender beside(String name, Program program, Contender.Keeps keeps) {
        int port = program.ready().getInteger("port");
        return new Contender(name, new Contender.Door(port, site.installation().headers()), program.pid(), keeps);
    }

    private void fullLoad(Contender proxy, Contender naive) throws IOException, SQLException, InterruptedException {
        try (Program passback = site.start()) {
            Contender whole = site.whole(passback);
            Contender acceptOnly = site.acceptOnly(passback);
            List<Contender> doors = List.of(proxy, naive, whole);
            Site.deliverOne(whole.door());
            Map<String, Integer> requests = new LinkedHashMap<>();
            for (Contender contender : doors) {
                requests.put(contender.name(), warmUp(contender));
            }
            site.pause(true);
            requests.put(acceptOnly.name(), warmUp(acceptOnly));
            for (int round = 1; round <= size.rounds; round++) {
                Bench.say("round " + round + " of " + size.rounds);
                site.pause(false);
                for (Contender contender : doors) {
                    report.full(contender, run.of(contender, load(requests, contender)));
                }
                for (Contender contender : doors) {
                    report.gentle(contender, run.of(contender, gentle()));
                }
                report.databaseAlone(run.paced(() -> pgbench.pacedP99(GENTLE_CONNECTIONS, size.seconds, GENTLE_RATE)));
                site.pause(true);
                report.full(acceptOnly, run.of(acceptOnly, load(requests, acceptOnly)));
                report.inserts(run.of(() -> pgbench.inserts(size.connections, size.seconds)));
                report.twoCommits(run.of(() -> pgbench.twoCommits(size.connections, size.seconds)));
            }
            site.pause(false);
            report.peak(ProcessCost.mebibytes(passback.pid(), "VmHWM"));
        }
    }

    private int warmUp(Contender contender) throws IOException, SQLException, InterruptedException {
        double rate = 1_000;
        for (int i = 0; i < WARM_UPS; i++) {
            rate = run.of(contender, new Generator.Load((int) (rate * WARM_UP_SECONDS), size.connections, 0))
                    .perSecond();
        }
        Bench.say("%s: about %,.0f/s".formatted(contender.name(), rate));
        return (int) (rate * size.seconds);
    }

    private Generator.Load load(Map<String, Integer> requests, Contender contender) {
        return new Generator.Load(requests.getOrDefault(contender.name(), 0), size.connections, 0);
    }

    private Generator.Load gentle() {
        return new Generator.Load(GENTLE_RATE * size.seconds, GENTLE_CONNECTIONS, GENTLE_RATE);
    }

    private void freshProcesses() throws IOException, SQLException, InterruptedException {
        int requests = (int) (report.steady() * FIRST_SECONDS);
        for (int round = 1; round <= size.rounds; round++) {
            Bench.say("fresh process " + round + " of " + size.rounds);
            site.rows().settleDown();
            long started = System.nanoTime();
            try (Program passback = site.start()) {
                Site.deliverOne(site.whole(passback).door());
                report.started((System.nanoTime() - started) / 1e9);
                Thread.sleep(IDLE.toMillis());
                report.idle(ProcessCost.mebibytes(passback.pid(), "VmRSS"));
            }
            try (Program passback = site.start()) {
                Answers answers = run.send(site.whole(passback), new Generator.Load(requests, size.connections, 0));
                report.fresh(answers.within(FIRST_SECONDS) / (double) FIRST_SECONDS);
            }
        }
    }
}
