package dev.passback.gateway.cli;

import dev.passback.db.retention.Keeping;
import dev.passback.db.retention.RetentionSettings;
import dev.passback.db.tenant.TenantView;
import dev.passback.gateway.manage.TenantJson;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenant keep}. */
@Command(
        name = "keep",
        mixinStandardHelpOptions = true,
        description = {
            "Say how long what a tenant sent is kept, in days from its end. What is not named stays as it is.",
            "A node with the role gateway deletes every hour what is past its days; ./passback purge --dry-run tells what that would be."
        })
final class TenantKeepCommand implements Callable<Integer> {

    private static final String FOREVER = "forever";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "the tenant")
    private String name = "";

    @Option(
            names = "--days",
            paramLabel = "N|forever",
            description = "closed submissions with all that belongs to them")
    private @Nullable String days;

    @Option(
            names = "--body-days",
            paramLabel = "N|forever",
            description = "bodies and answers of what is delivered; the facts stay as long as --days says")
    private @Nullable String bodyDays;

    @Mixin
    private Why why = new Why();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        if (days == null && bodyDays == null) {
            throw wrong("say what to change: --days or --body-days");
        }
        try (Session session = Session.open()) {
            TenantView was = TenantCommand.view(session, name);
            Keeping keeping = keeping(was.keeping());
            Changes.made(
                    session.await(new RetentionSettings(session.pool())
                            .keep(was.tenant().id(), keeping, was.version(), why.act())),
                    TenantCommand.absent(name));
            JsonObject tenant = TenantJson.of(TenantCommand.view(session, name));
            out.print(tenant, Terminal.lines(tenant));
        }
        return 0;
    }

    private Keeping keeping(Keeping was) {
        try {
            return new Keeping(number("--days", days, was.days()), number("--body-days", bodyDays, was.bodyDays()));
        } catch (IllegalArgumentException outOfRange) {
            throw wrong(String.valueOf(outOfRange.getMessage()));
        }
    }

    private Optional<Integer> number(String option, @Nullable String text, Optional<Integer> was) {
        if (text == null) {
            return was;
        }
        if (text.equals(FOREVER)) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,6}")) {
            throw wrong(option + " must be a number of days, or " + FOREVER);
        }
        return Optional.of(Integer.valueOf(text));
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
