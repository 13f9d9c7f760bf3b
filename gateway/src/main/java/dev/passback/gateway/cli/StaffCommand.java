package dev.passback.gateway.cli;

import dev.passback.core.credential.Secret;
import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.core.staff.StaffName;
import dev.passback.core.tenant.Tenant;
import dev.passback.db.Page;
import dev.passback.db.staff.StaffAccount;
import dev.passback.db.staff.StaffAccounts;
import dev.passback.db.staff.StaffMember;
import dev.passback.gateway.manage.StaffJson;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code staff}: the people who use the pages. */
@Command(
        name = "staff",
        mixinStandardHelpOptions = true,
        description = "The people who use the pages.",
        subcommands = {
            StaffCommand.Create.class,
            StaffCommand.ListAll.class,
            StaffChangeCommand.class,
            StaffAbleCommand.Disable.class,
            StaffAbleCommand.Enable.class,
            StaffCommand.Password.class
        })
public final class StaffCommand {

    /** {@code staff create}. */
    @Command(name = "create", mixinStandardHelpOptions = true, description = "Create a local account.")
    static final class Create implements Callable<Integer> {

        @Spec
        private @Nullable CommandSpec spec;

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

        @Mixin
        private StaffTenants tenants = new StaffTenants();

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            if (StaffName.read(name).isEmpty()) {
                throw new CommandLine.ParameterException(
                        Objects.requireNonNull(spec).commandLine(), "NAME " + StaffName.RULE);
            }
            Secret password = password(passwordFile);
            try (Session session = Session.open()) {
                session.create(
                        new StaffAccounts(session.pool())
                                .create(
                                        new StaffMember(name, role, PasswordHash.of(password)),
                                        tenants.ids(session),
                                        why.act()),
                        "there is an account \"" + name + "\" already");
            }
            out.print(
                    new JsonObject().put("name", name).put("role", role.word()),
                    "\"" + name + "\" can sign in, as " + role.word() + ".");
            return 0;
        }
    }

    /** {@code staff list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the accounts by name.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private Paging paging = new Paging();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            int limit = paging.limit();
            try (Session session = Session.open()) {
                Page<StaffAccount> page = session.await(new StaffAccounts(session.pool()).list(paging.after(), limit));
                Table table = new Table("NAME", "ROLE", "TENANTS", "STATE", "SIGNS IN BY", "LAST SIGNED IN");
                page.lines()
                        .forEach(account -> table.add(
                                account.name(),
                                account.role().word(),
                                account.tenants()
                                        .map(some ->
                                                some.stream().map(Tenant::name).collect(Collectors.joining(", ")))
                                        .orElse("all"),
                                account.disabledAt().isPresent() ? "disabled" : "enabled",
                                account.byProvider() ? "provider" : "password",
                                account.lastSignedInAt().map(Object::toString).orElse("-")));
                out.print(page, StaffJson::of, StaffAccount::name, table);
            }
            return 0;
        }
    }

    /** {@code staff password}. */
    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description = "Set the password of a local account. All sessions of the person end.")
    static final class Password implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "the account")
        private String name = "";

        @Option(
                names = "--password-file",
                required = true,
                paramLabel = "FILE|-",
                description = "where the password is, at least 12 characters; - is standard input")
        private String passwordFile = "";

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            Secret password = password(passwordFile);
            try (Session session = Session.open()) {
                boolean set = Changes.made(
                        session.await(new StaffAccounts(session.pool())
                                .setPassword(name, PasswordHash.of(password), why.act())),
                        absent(name));
                if (!set) {
                    throw new CommandFailure(
                            "\"" + name + "\" signs in at an OpenID provider and has no password here");
                }
            }
            out.print(new JsonObject().put("name", name).put("changed", true), "The password is set.");
            return 0;
        }
    }

    private static Secret password(String file) {
        Secret password = new Secret(Terminal.read(file, "password"));
        if (password.reveal().length() < PasswordHash.SHORTEST) {
            throw new CommandFailure("the password has fewer than " + PasswordHash.SHORTEST + " characters");
        }
        return password;
    }

    static String absent(String name) {
        return "there is no account \"" + name + "\"; see: ./passback staff list";
    }
}
