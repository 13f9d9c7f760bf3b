package dev.passback.adminui.audit;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Page;
import dev.passback.db.audit.AuditLine;
import dev.passback.db.audit.AuditLog;
import dev.passback.db.audit.Subject;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code /audit}: who did or looked at what, when, from where and why; newest first. */
public final class AuditPage {

    private static final int SIZE = 100;

    /**
     * The page.
     *
     * @param older where the lines before these are
     */
    public record Model(Frame frame, Form filter, boolean filtered, List<Row> rows, Optional<String> older) {}

    /**
     * One line.
     *
     * @param href where what was acted on is, if it has a page
     */
    public record Row(AuditLine line, Moment at, String who, Optional<String> href, List<Difference> differences) {}

    /** What was set before and what after. */
    public record Difference(String name, String before, String after) {}

    private final AuditLog log;
    private final TenantStore tenants;
    private final Pages pages;
    private final InstantSource clock;

    public AuditPage(AuditLog log, TenantStore tenants, Pages pages, InstantSource clock) {
        this.log = log;
        this.tenants = tenants;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        AuditQuery query = AuditQuery.read(ctx);
        within(ctx, query)
                .compose(within -> log.list(query.filter(within), query.before(), SIZE))
                .onSuccess(page -> pages.show(ctx, "audit/AuditPage.jte", model(ctx, query, page)))
                .onFailure(ctx::fail);
    }

    /** What the person may see, or the one tenant of it that the filter names; a tenant that is not there has no lines. */
    private Future<Optional<Set<TenantId>>> within(RoutingContext ctx, AuditQuery query) {
        Optional<Set<TenantId>> seen = Session.of(ctx).tenants();
        return query.tenant()
                .map(name -> tenants.view(name, seen)
                        .map(found -> Optional.of(
                                found.map(view -> Set.of(view.tenant().id())).orElse(Set.of()))))
                .orElseGet(() -> Future.succeededFuture(seen));
    }

    private Model model(RoutingContext ctx, AuditQuery query, Page<AuditLine> page) {
        Instant now = clock.instant();
        return new Model(
                pages.frame(ctx, "Audit").in(Section.AUDIT),
                query.form(),
                query.isFiltered(),
                page.lines().stream().map(line -> row(line, now)).toList(),
                page.more() ? Optional.of(query.after(page.lines().getLast().id())) : Optional.empty());
    }

    private static Row row(AuditLine line, Instant now) {
        return new Row(
                line,
                Moment.of(line.at(), now),
                line.actor().replaceFirst("^staff:", ""),
                line.kind() == Subject.SUBMISSION ? line.subject().map(id -> "/submissions/" + id) : Optional.empty(),
                differences(
                        line.before().orElseGet(JsonObject::new), line.after().orElseGet(JsonObject::new)));
    }

    private static List<Difference> differences(JsonObject before, JsonObject after) {
        Set<String> names = new TreeSet<>(before.fieldNames());
        names.addAll(after.fieldNames());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(before.getValue(name), after.getValue(name))) {
                differences.add(new Difference(name.replace('_', ' '), text(before, name), text(after, name)));
            }
        }
        return differences;
    }

    private static String text(JsonObject object, String name) {
        Object value = object.getValue(name);
        return value == null ? "—" : value.toString();
    }
}
