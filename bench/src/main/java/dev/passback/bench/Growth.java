package dev.passback.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stored history costs: databases of different sizes on one server, each with a Passback of its own, measured in turns, so that
 * what slows the machine for a while slows all of them.
 */
final class Growth implements AutoCloseable {

    private static final int LINKS = 30_000;
    private static final int CONNECTIONS = 64;
    private static final int DRAINED = 40_000;
    private static final int READS = 2_000;
    private static final int READERS = 4;
    private static final int WARM_UPS = 3;

    private static final String SENT = "accept, send, settle";
    private static final String ACCEPTED = "accept";
    private static final String CLAIMED = "claim, send, settle";

    private static final String SHARES = "CPU ms";

    /** A database of one size. */
    private record Grown(int history, Site site, Program passback, Run run, Backlog backlog, Reader reader) {}

    private final Scene scene;
    private final Path folder;
    private final List<Grown> sizes = new ArrayList<>();
    // what, then size, then one measure a round
    private final Map<String, Map<Integer, List<Double>>> measures = new LinkedHashMap<>();

    Growth(Scene scene, Path folder) {
        this.scene = scene;
        this.folder = folder;
    }

    /** Makes the databases, and starts a Passback on each. */
    void grow(List<Integer> histories) throws IOException, SQLException, InterruptedException {
        for (int history : histories) {
            Bench.say("storing %,d submissions".formatted(history));
            Site site = scene.site("stored_" + history, history);
            // what autovacuum would do at some time during the measures
            site.rows().run("VACUUM (ANALYZE)");
            Program passback = site.start();
            Site.deliverOne(site.whole(passback).door());
            Reader reader = new Reader(site, Site.apiPort(passback), folder);
            sizes.add(new Grown(
                    history,
                    site,
                    passback,
                    new Run(scene, site.rows(), new Generator(folder)),
                    new Backlog(scene, site),
                    reader));
        }
    }

    void measure(int rounds) throws IOException, SQLException, InterruptedException {
        for (int round = 1 - WARM_UPS; round <= rounds; round++) {
            Bench.say(round > 0 ? "round " + round + " of " + rounds : "warming up");
            // there and back, so that none is always the first or the last
            for (Grown grown : round % 2 == 0 ? sizes : sizes.reversed()) {
                links(grown);
                backlog(grown);
                reads(grown);
            }
            if (round == 0) {
                measures.clear();
            }
        }
        for (Grown grown : sizes) {
            note("drop the oldest month, ms", grown, grown.site.rows().dropOldestMonth());
        }
    }

    private void links(Grown grown) throws IOException, SQLException, InterruptedException {
        Generator.Load load = new Generator.Load(LINKS, CONNECTIONS, 0);
        sample(SENT, grown, grown.run.of(grown.site.whole(grown.passback), load));
        grown.site.pause(true);
        sample(ACCEPTED, grown, grown.run.of(grown.site.acceptOnly(grown.passback), load));
    }

    private void sample(String what, Grown grown, Sample sample) {
        note(what + ": a second", grown, sample.perSecond());
        note(what + ": PostgreSQL " + SHARES, grown, sample.databaseCpu());
        note(what + ": gateway " + SHARES, grown, sample.gatewayCpu());
    }

    private void backlog(Grown grown) throws IOException, SQLException, InterruptedException {
        double database = scene.databaseCpu();
        note(CLAIMED + ": a second", grown, grown.backlog.rate(DRAINED, DRAINED));
        note(CLAIMED + ": PostgreSQL " + SHARES, grown, (scene.databaseCpu() - database) / (DRAINED / 1e3));
        grown.site.pause(false);
    }

    private void reads(Grown grown) {
        for (Map.Entry<String, String> list : grown.reader.lists().entrySet()) {
            double database = scene.databaseCpu();
            Answers answers = grown.reader.get(list.getValue(), READS, READERS);
            note(list.getKey() + ": p50 ms", grown, answers.percentile(0.5));
            note(list.getKey() + ": PostgreSQL " + SHARES, grown, (scene.databaseCpu() - database) / (READS / 1e3));
        }
    }

    private void note(String what, Grown grown, double measure) {
        measures.computeIfAbsent(what, first -> new LinkedHashMap<>())
                .computeIfAbsent(grown.history, first -> new ArrayList<>())
                .add(measure);
    }

    void print() {
        StringBuilder head = new StringBuilder("| submissions stored |");
        StringBuilder line = new StringBuilder("| --- |");
        sizes.forEach(grown -> {
            head.append(" %,d |".formatted(grown.history));
            line.append(" ---: |");
        });
        System.out.println(head + " most / fewest |");
        System.out.println(line + " ---: |");
        measures.forEach(Growth::row);
    }

    private static void row(String what, Map<Integer, List<Double>> bySize) {
        List<Spread> spreads = bySize.values().stream()
                .map(all -> Spread.of(all, Double::doubleValue))
                .toList();
        StringBuilder row = new StringBuilder("| " + what + " |");
        spreads.forEach(spread -> row.append(" " + spread.shown(spread.most() < 1_000 ? 3 : 0) + " |"));
        System.out.println(row
                + " %.2f |"
                        .formatted(
                                spreads.getLast().median() / spreads.getFirst().median()));
    }

    /** For profilers and {@code bench/pages}: says where what is, and waits for the end of input. */
    void hold() throws IOException {
        sizes.forEach(
                grown -> Bench.say("%,d: %s %s".formatted(grown.history, grown.site.url(), grown.passback.ready())));
        Bench.waitForEndOfInput();
    }

    @Override
    public void close() throws SQLException {
        for (Grown grown : sizes) {
            grown.passback.close();
            grown.site.close();
        }
    }
}
