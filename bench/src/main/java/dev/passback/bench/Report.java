package dev.passback.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Collects what was measured and words it: what each does, and what the goals make of it. */
final class Report {

    private final String setting;
    private final Map<String, List<Sample>> full = new LinkedHashMap<>();
    private final Map<String, List<Sample>> gentle = new LinkedHashMap<>();
    private final List<Double> inserts = new ArrayList<>();
    private final List<Double> twoCommits = new ArrayList<>();
    private final List<Double> databaseAlone = new ArrayList<>();
    private final List<Double> started = new ArrayList<>();
    private final List<Double> idle = new ArrayList<>();
    private final List<Double> fresh = new ArrayList<>();
    private double peak;

    Report(String javaOptions, int rounds, int seconds, int connections, int history) {
        this.setting =
                "%d cores, Java %s, JAVA_OPTS '%s', %d rounds of %d s, %d connections, %,d submissions stored before"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("java.version"),
                                javaOptions,
                                rounds,
                                seconds,
                                connections,
                                history);
    }

    void full(Contender contender, Sample sample) {
        full.computeIfAbsent(contender.name(), first -> new ArrayList<>()).add(sample);
    }

    void gentle(Contender contender, Sample sample) {
        gentle.computeIfAbsent(contender.name(), first -> new ArrayList<>()).add(sample);
    }

    void inserts(double perSecond) {
        inserts.add(perSecond);
    }

    void twoCommits(double perSecond) {
        twoCommits.add(perSecond);
    }

    /** The 99th percentile of the two commits at the gentle rate, without any gateway, in milliseconds. */
    void databaseAlone(double p99) {
        databaseAlone.add(p99);
    }

    void started(double seconds) {
        started.add(seconds);
    }

    void idle(double mebibytes) {
        idle.add(mebibytes);
    }

    void fresh(double perSecond) {
        fresh.add(perSecond);
    }

    void peak(double mebibytes) {
        peak = mebibytes;
    }

    /** What Passback does when it is warm, a second. */
    double steady() {
        return Spread.of(of(full, Contender.PASSBACK), Sample::perSecond).median();
    }

    void print() {
        System.out.println(setting + "\n");
        System.out.println(
                "| full load | requests/s | p50 ms | p99 ms | p99.9 ms | gateway CPU s/1,000 | PostgreSQL CPU s/1,000 |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        full.forEach(Report::line);
        System.out.println("| pgbench, one-row inserts | " + spread(inserts).shown(0) + " | | | | | |");
        System.out.println(
                "| pgbench, two commits a request | " + spread(twoCommits).shown(0) + " | | | | | |");
        System.out.println(
                "\n| 300 a second | requests/s | p50 ms | p99 ms | p99.9 ms | gateway CPU s/1,000 | PostgreSQL CPU s/1,000 |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        gentle.forEach(Report::line);
        System.out.println("| pgbench, two commits a request | | | "
                + spread(databaseAlone).shown(2) + " | | | |");
        System.out.println("\n| goal | wanted | measured | |\n| --- | --- | ---: | --- |");
        goals();
    }

    private static void line(String name, List<Sample> samples) {
        System.out.println(
                "| " + name + " | " + Spread.of(samples, Sample::perSecond).shown(0)
                        + " | " + Spread.of(samples, Sample::p50).shown(2)
                        + " | " + Spread.of(samples, Sample::p99).shown(2)
                        + " | " + Spread.of(samples, Sample::p999).shown(2)
                        + " | " + Spread.of(samples, Sample::gatewayCpu).shown(3)
                        + " | " + Spread.of(samples, Sample::databaseCpu).shown(3) + " |");
    }

    private void goals() {
        atLeast("accept + forward + settle / bare proxy", 0.4, ratio(Contender.PASSBACK, rates(Contender.PROXY)));
        atLeast("accept + forward + settle / naive gateway", 3.5, ratio(Contender.PASSBACK, rates(Contender.NAIVE)));
        atLeast("accept + forward + settle / pgbench, the same two commits", 2, ratio(Contender.PASSBACK, twoCommits));
        atLeast("accept only / pgbench, one-row inserts", 1.5, ratio(Contender.ACCEPT_ONLY, inserts));
        atMost(
                "CPU of the gateway for 1,000 submissions, s",
                0.040,
                Spread.of(of(full, Contender.PASSBACK), Sample::gatewayCpu));
        atMost(
                "CPU of PostgreSQL for 1,000 submissions, s",
                0.040,
                Spread.of(of(full, Contender.PASSBACK), Sample::databaseCpu));
        atMost("p99 added to the bare proxy's at 300/s, ms", 1.5, added());
        atLeast("submissions/s in the first 10 s / in steady state", 0.4, Spread.of(fresh, rate -> rate / steady()));
        atMost("start to first delivered submission, s", 1.2, spread(started));
        atMost("resident memory, idle, MiB", 200, spread(idle));
        atMost("resident memory, peak, MiB", 350, Spread.of(peak));
    }

    private static List<Sample> of(Map<String, List<Sample>> samples, String name) {
        return samples.getOrDefault(name, List.of());
    }

    private Spread added() {
        List<Sample> ours = of(gentle, Contender.PASSBACK);
        List<Sample> bare = of(gentle, Contender.PROXY);
        return Spread.of(IntStream.range(0, ours.size())
                .mapToDouble(i -> ours.get(i).p99() - bare.get(i).p99())
                .toArray());
    }

    private List<Double> rates(String name) {
        return of(full, name).stream().map(Sample::perSecond).toList();
    }

    /** Round by round, so that what slows the machine for a while slows both. */
    private Spread ratio(String name, List<Double> to) {
        List<Double> rates = rates(name);
        return Spread.of(IntStream.range(0, rates.size())
                .mapToDouble(i -> rates.get(i) / to.get(i))
                .toArray());
    }

    private static void atLeast(String what, double wanted, Spread found) {
        goal(what, ">= " + wanted, found, found.median() >= wanted);
    }

    private static void atMost(String what, double wanted, Spread found) {
        goal(what, "<= " + wanted, found, found.median() <= wanted);
    }

    private static void goal(String what, String wanted, Spread found, boolean met) {
        System.out.println("| " + what + " | " + wanted + " | " + found.shown(found.most() < 1 ? 3 : 2) + " | "
                + (met ? "met" : "**not met**") + " |");
    }

    private static Spread spread(List<Double> measures) {
        return Spread.of(measures, Double::doubleValue);
    }
}
