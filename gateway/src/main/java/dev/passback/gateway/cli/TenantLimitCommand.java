package dev.passback.gateway.cli;

import dev.passback.core.tenant.TenantLimits;
import dev.passback.db.tenant.TenantStore;
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

/** {@code tenant limit}. */
@Command(
        name = "limit",
        mixinStandardHelpOptions = true,
        description = "Change how much a tenant may send. What is not named stays as it is.")
final class TenantLimitCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "the tenant")
    private String name = "";

    @Option(names = "--rate", paramLabel = "N|none", description = "requests per second, on and on")
    private @Nullable String rate;

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "requests at once after a quiet time; the rate by default")
    private @Nullable Integer burst;

    @Option(names = "--per-day", paramLabel = "N|none", description = "submissions accepted in a day of UTC")
    private @Nullable String perDay;

    @Mixin
    private Why why = new Why();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        if (rate == null && burst == null && perDay == null) {
            throw wrong("say what to change: --rate, --burst or --per-day");
        }
        try (Session session = Session.open()) {
            TenantView was = TenantCommand.view(session, name);
            TenantLimits limits = limits(was.limits());
            Changes.made(
                    session.await(
                            new TenantStore(session.pool()).limit(was.tenant().id(), limits, was.version(), why.act())),
                    TenantCommand.absent(name));
            JsonObject tenant = TenantJson.of(TenantCommand.view(session, name));
            out.print(tenant, Terminal.lines(tenant));
        }
        return 0;
    }

    private TenantLimits limits(TenantLimits was) {
        try {
            Optional<Integer> perSecond = rate == null
                    ? was.rate().map(TenantLimits.Rate::perSecond)
                    : number("--rate", rate).map(Math::toIntExact);
            if (perSecond.isEmpty() && burst != null) {
                throw wrong("--burst stands only beside a rate");
            }
            return new TenantLimits(
                    perSecond.map(most -> new TenantLimits.Rate(most, burst(was, most))),
                    perDay == null ? was.perDay() : number("--per-day", perDay));
        } catch (IllegalArgumentException | ArithmeticException outOfRange) {
            throw wrong(String.valueOf(outOfRange.getMessage()));
        }
    }

    private int burst(TenantLimits was, int perSecond) {
        if (burst != null) {
            return burst;
        }
        return rate == null ? was.rate().map(TenantLimits.Rate::burst).orElse(perSecond) : perSecond;
    }

    private Optional<Long> number(String option, String text) {
        if (text.equals("none")) {
            return Optional.empty();
        }
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw wrong(option + " must be a whole number above 0, or none");
        }
        return Optional.of(Long.valueOf(text));
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
