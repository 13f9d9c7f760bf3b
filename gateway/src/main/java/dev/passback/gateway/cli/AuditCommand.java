package dev.passback.gateway.cli;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.Page;
import dev.passback.db.audit.AuditFilter;
import dev.passback.db.audit.AuditLine;
import dev.passback.db.audit.AuditLog;
import dev.passback.db.audit.Subject;
import dev.passback.gateway.manage.AuditJson;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: who did what, when, from where and why. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Who did what, when, from where and why: newest first.")
public final class AuditCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--tenant", paramLabel = "NAME", description = "only about this tenant")
    private @Nullable String tenant;

    @Option(names = "--actor", paramLabel = "WHO", description = "only by this one, such as staff:anna or cli:root")
    private @Nullable String actor;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "only about: submission, tenant, key, integration, credential, staff, management_key, problem,"
                            + " explanation, job")
    private @Nullable Subject kind;

    @Option(names = "--subject", paramLabel = "NAME", description = "only about this thing, by its name or id")
    private @Nullable String subject;

    @Option(names = "--act", paramLabel = "ACT", description = "only this act, such as rotate")
    private @Nullable String act;

    @Option(names = "--from", paramLabel = "TIME", description = "then or later, such as 2026-01-31T08:00:00Z")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "before then")
    private @Nullable Instant to;

    @Mixin
    private Paging paging = new Paging();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        int limit = paging.limit();
        Optional<Long> before = paging.after().map(this::number);
        try (Session session = Session.open()) {
            Page<AuditLine> page = session.await(new AuditLog(session.pool()).list(filter(session), before, limit));
            Table table = new Table("AT", "TENANT", "ACTOR", "ACT", "ON", "REASON");
            page.lines()
                    .forEach(line -> table.add(
                            line.at().toString(),
                            line.tenant().orElse("-"),
                            line.actor(),
                            line.act(),
                            line.kind().word() + " " + line.subject().orElse(""),
                            line.reason().orElse("")));
            out.print(page, AuditJson::of, line -> Long.toString(line.id()), table);
        }
        return 0;
    }

    private AuditFilter filter(Session session) {
        Optional<Set<TenantId>> tenants = Optional.ofNullable(tenant)
                .map(name -> Set.of(session.tenant(name).id()));
        return new AuditFilter(
                tenants,
                Optional.ofNullable(actor),
                Optional.ofNullable(kind),
                Optional.ofNullable(subject),
                Optional.ofNullable(act),
                Optional.ofNullable(from),
                Optional.ofNullable(to));
    }

    private long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--after must be \"next\" of the page before");
        }
        return Long.parseLong(text);
    }
}
