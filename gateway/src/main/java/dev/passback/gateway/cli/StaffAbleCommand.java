package dev.passback.gateway.cli;

import dev.passback.db.staff.StaffAccounts;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code staff disable} and {@code staff enable}. */
final class StaffAbleCommand {

    private StaffAbleCommand() {}

    /** {@code staff disable}. */
    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "Keep a person from signing in. All sessions of the person end.")
    static final class Disable implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "the account")
        private String name = "";

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                boolean changed = Changes.made(
                        session.await(new StaffAccounts(session.pool()).disable(name, why.act())),
                        StaffCommand.absent(name));
                out.print(
                        new JsonObject().put("name", name).put("changed", changed),
                        changed
                                ? "Disabled; whoever was signed in is out."
                                : "Nothing changed: it is disabled already.");
            }
            return 0;
        }
    }

    /** {@code staff enable}. */
    @Command(name = "enable", mixinStandardHelpOptions = true, description = "Let a person sign in again.")
    static final class Enable implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "the account")
        private String name = "";

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                boolean changed = Changes.made(
                        session.await(new StaffAccounts(session.pool()).enable(name, why.act())),
                        StaffCommand.absent(name));
                out.print(
                        new JsonObject().put("name", name).put("changed", changed),
                        changed ? "Enabled." : "Nothing changed: it is not disabled.");
            }
            return 0;
        }
    }
}
