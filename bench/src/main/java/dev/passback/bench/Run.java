package dev.passback.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** One run: load is sent until every answer is there, then the ledger is read. One whose ledger does not balance is void. */
final class Run {

    private final Scene scene;
    private final Rows rows;
    private final Generator generator;

    /**
     * Runs on one database.
     *
     * @param rows its ledger
     */
    Run(Scene scene, Rows rows, Generator generator) {
        this.scene = scene;
        this.rows = rows;
        this.generator = generator;
    }

    /** Sends the load to a contender, and measures. */
    Sample of(Contender contender, Generator.Load load) throws IOException, SQLException, InterruptedException {
        rows.settleDown();
        double gateway = ProcessCost.cpuSeconds(contender.pid());
        double database = scene.databaseCpu();
        Answers answers = send(contender, load);
        double thousands = answers.all() / 1_000.0;
        return new Sample(
                answers.perSecond(),
                answers.percentile(0.5),
                answers.percentile(0.99),
                answers.percentile(0.999),
                (ProcessCost.cpuSeconds(contender.pid()) - gateway) / thousands,
                (scene.databaseCpu() - database) / thousands);
    }

    /** Sends the load to a contender. */
    Answers send(Contender contender, Generator.Load load) throws IOException, SQLException, InterruptedException {
        String since = rows.now();
        long calls = scene.calls();
        Answers answers = generator.send(contender.door(), load);
        balance(contender, load, answers, since, scene.calls() - calls);
        return answers;
    }

    /** Lets pgbench write; how many transactions a second. */
    double of(Supplier<PgBench.Rate> pgbench) throws SQLException {
        rows.settleDown();
        String since = rows.now();
        PgBench.Rate rate = pgbench.get();
        equal("pgbench", "rows", rows.accepted(since), rate.done());
        return rate.perSecond();
    }

    /** Lets pgbench write at its ease; what it measures. */
    double paced(DoubleSupplier pgbench) throws SQLException {
        rows.settleDown();
        return pgbench.getAsDouble();
    }

    private void balance(Contender contender, Generator.Load load, Answers answers, String since, long calls)
            throws SQLException {
        equal(contender.name(), "good answers " + answers.statuses(), answers.good(), load.requests());
        switch (contender.keeps()) {
            case NOTHING -> equal(contender.name(), "calls", calls, load.requests());
            case ACCEPTED -> equal(contender.name(), "rows", rows.accepted(since), load.requests());
            case DELIVERED -> {
                equal(contender.name(), "calls", calls, load.requests());
                equal(contender.name(), "rows", rows.accepted(since), load.requests());
                equal(contender.name(), "rows delivered", rows.delivered(since), load.requests());
            }
        }
    }

    private static void equal(String whose, String what, long found, long wanted) {
        if (found != wanted) {
            throw new IllegalStateException(
                    "void: " + whose + " has " + found + " " + what + " for " + wanted + " requests");
        }
    }
}
