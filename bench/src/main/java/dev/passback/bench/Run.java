package dev.passback.bench;

import java.io.IOException;
import java.sql.SQLException;

/** One run: load is sent until every answer is there, then the ledger is read. One whose ledger does not balance is void. */
final class Run {

    private final Scene scene;
    private final Generator generator;

    Run(Scene scene, Generator generator) {
        this.scene = scene;
        this.generator = generator;
    }

    /** Sends the load to a contender. */
    Sample of(Contender contender, Generator.Load load) throws IOException, SQLException, InterruptedException {
        scene.rows().settleDown();
        String since = scene.rows().now();
        long calls = scene.calls();
        double gateway = ProcessCost.cpuSeconds(contender.pid());
        double database = scene.databaseCpu();
        Answers answers = generator.send(contender.door(), load);
        double thousands = answers.all() / 1_000.0;
        Sample sample = new Sample(
                answers.perSecond(),
                answers.percentile(0.5),
                answers.percentile(0.99),
                answers.percentile(0.999),
                (ProcessCost.cpuSeconds(contender.pid()) - gateway) / thousands,
                (scene.databaseCpu() - database) / thousands);
        balance(contender, load, answers, since, scene.calls() - calls);
        return sample;
    }

    private void balance(Contender contender, Generator.Load load, Answers answers, String since, long calls)
            throws SQLException {
        equal(contender, "good answers " + answers.statuses(), answers.good(), load.requests());
        switch (contender.keeps()) {
            case NOTHING -> equal(contender, "calls", calls, load.requests());
            case ACCEPTED -> equal(contender, "rows", scene.rows().accepted(since), load.requests());
            case DELIVERED -> {
                equal(contender, "calls", calls, load.requests());
                equal(contender, "rows", scene.rows().accepted(since), load.requests());
                equal(contender, "rows delivered", scene.rows().delivered(since), load.requests());
            }
        }
    }

    private static void equal(Contender contender, String what, long found, long wanted) {
        if (found != wanted) {
            throw new IllegalStateException(
                    "void: " + contender.name() + " has " + found + " " + what + " for " + wanted + " requests");
        }
    }
}
