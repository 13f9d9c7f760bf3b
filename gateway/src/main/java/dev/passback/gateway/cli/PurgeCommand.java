package dev.passback.gateway.cli;

import dev.passback.db.retention.Retention;
import dev.passback.db.retention.Retention.Due;
import dev.passback.db.retention.Retention.Gone;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code purge}: what is past its days goes now. */
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        description = {
            "Delete what is past the days that its tenant is kept (./passback tenant keep), now. Nodes with the role gateway do so every hour.",
            "In short batches: it can be ended at any moment, and goes on the next time."
        })
public final class PurgeCommand implements Callable<Integer> {

    private static final int LONGEST_HOURS = 24;

    @Option(names = "--dry-run", description = "tell what would go, and change nothing")
    private boolean dryRun;

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open()) {
            Retention retention = new Retention(session.pool());
            if (dryRun) {
                List<Due> due = session.await(retention.due());
                out.print(new JsonObject().put("due", json(due)), table(due).text());
            } else {
                Gone gone = retention.purge(() -> true).await(LONGEST_HOURS, TimeUnit.HOURS);
                out.print(
                        new JsonObject()
                                .put("submissions", gone.submissions())
                                .put("bodies", gone.bodies())
                                .put("months", gone.months()),
                        "Gone: %,d submissions one by one, %,d bodies, and %d partitions of whole months."
                                .formatted(gone.submissions(), gone.bodies(), gone.months()));
            }
        }
        return 0;
    }

    private static JsonArray json(List<Due> due) {
        return new JsonArray(due.stream()
                .map(one -> new JsonObject()
                        .put("tenant", one.tenant().name())
                        .put("keep_days", one.keeping().days().orElse(null))
                        .put("keep_bodies_days", one.keeping().bodyDays().orElse(null))
                        .put("legal_hold", one.held())
                        .put("submissions", one.submissions())
                        .put("bodies", one.bodies()))
                .toList());
    }

    private static Table table(List<Due> due) {
        Table table = new Table("TENANT", "KEEP DAYS", "BODIES", "SUBMISSIONS TO GO", "BODIES TO GO", "");
        due.forEach(one -> table.add(
                one.tenant().name(),
                one.keeping().days().map(String::valueOf).orElse("for ever"),
                one.keeping().bodyDays().map(String::valueOf).orElse("-"),
                count(one.submissions()),
                count(one.bodies()),
                one.held() ? "legal hold: nothing goes" : ""));
        return table;
    }

    private static String count(long counted) {
        return counted > Retention.MOST_COUNTED ? "over a million" : "%,d".formatted(counted);
    }
}
