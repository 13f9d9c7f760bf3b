package dev.passback.gateway.cli;

import dev.passback.db.Database;
import dev.passback.gateway.Config;
import dev.passback.gateway.doctor.Doctor;
import dev.passback.gateway.doctor.Finding;
import dev.passback.gateway.doctor.Finding.Level;
import dev.passback.gateway.settings.Given;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: what is wrong, and what to do. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Look at all that a node needs: the database (version, settings, rights, clock, replication, vacuum, partitions), the schema,"
                    + " the keys, certificates, upstreams and this machine; say what is wrong, and what to do.",
            "Changes nothing and sends no credential. Run it with the settings of the node: exit code 1 if something is wrong."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final int PATIENCE_SECONDS = 60;

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() throws Exception {
        Config config = Config.read(Given.of(System.getenv()));
        Vertx vertx = Vertx.vertx();
        try {
            Pool pool = Database.openForCommand(vertx, config.database());
            List<Finding> findings =
                    new Doctor(vertx, pool, config).findings().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            boolean well = findings.stream().noneMatch(finding -> finding.level() == Level.WRONG);
            out.print(
                    new JsonObject()
                            .put("well", well)
                            .put(
                                    "findings",
                                    new JsonArray(findings.stream()
                                            .map(DoctorCommand::json)
                                            .toList())),
                    text(findings));
            return well ? 0 : 1;
        } finally {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static JsonObject json(Finding finding) {
        return new JsonObject()
                .put("level", finding.level().name().toLowerCase(Locale.ROOT))
                .put("about", finding.about())
                .put("says", finding.says())
                .put("todo", finding.todo());
    }

    private static String text(List<Finding> findings) {
        int widest = findings.stream()
                .mapToInt(finding -> finding.about().length())
                .max()
                .orElse(0);
        String lines = findings.stream().map(finding -> line(finding, widest)).collect(Collectors.joining("\n"));
        return lines + "\n\n" + summary(findings);
    }

    private static String line(Finding finding, int widest) {
        String head = "%-8s %s  %s"
                .formatted(
                        finding.level() == Level.OK ? "ok" : finding.level().name(),
                        finding.about() + " ".repeat(widest - finding.about().length()),
                        finding.says());
        return finding.todo().isEmpty() ? head : head + "\n" + " ".repeat(11 + widest) + "-> " + finding.todo();
    }

    private static String summary(List<Finding> findings) {
        long wrong = findings.stream()
                .filter(finding -> finding.level() == Level.WRONG)
                .count();
        long warnings = findings.stream()
                .filter(finding -> finding.level() == Level.WARNING)
                .count();
        return wrong + warnings == 0 ? "All is well." : wrong + " wrong, " + warnings + " to be looked at.";
    }
}
