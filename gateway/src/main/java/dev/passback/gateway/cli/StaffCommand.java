package dev.passback.gateway.cli;

import dev.passback.core.credential.Secret;
import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.db.staff.StaffMember;
import dev.passback.db.staff.StaffStore;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code staff}: the people who use the pages. */
@Command(
        name = "staff",
        mixinStandardHelpOptions = true,
        description = "The people who use the pages.",
        subcommands = StaffCommand.Create.class)
public final class StaffCommand {

    /** {@code staff create}. */
    @Command(name = "create", mixinStandardHelpOptions = true, description = "Create a local account.")
    static final class Create implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "what the person signs in with")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "viewer|support|admin",
                description = "viewer looks, support sends again and sees bodies, admin changes things")
        private Role role = Role.VIEWER;

        @Option(
                names = "--password-file",
                required = true,
                paramLabel = "FILE|-",
                description = "where the password is, at least 12 characters; - is standard input")
        private String passwordFile = "";

        @Option(names = "--json", description = "answer with one JSON object")
        private boolean json;

        @Override
        public Integer call() {
            Secret password = new Secret(Terminal.read(passwordFile, "password"));
            if (password.reveal().length() < PasswordHash.SHORTEST) {
                throw new CommandFailure("the password has fewer than " + PasswordHash.SHORTEST + " characters");
            }
            try (Session session = Session.open()) {
                session.create(
                        new StaffStore(session.pool()).create(new StaffMember(name, role, PasswordHash.of(password))),
                        "there is an account \"" + name + "\" already");
            }
            Terminal.print(
                    json,
                    new JsonObject().put("name", name).put("role", role.word()),
                    "\"" + name + "\" can sign in, as " + role.word() + ".");
            return 0;
        }
    }
}
