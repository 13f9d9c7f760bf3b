package dev.passback.adminui.audit;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.db.Page;
import dev.passback.db.audit.AuditLine;
import dev.passback.db.audit.AuditLog;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
     * @param csv where all lines of the filter are, as a table
     * @param ndjson the same with an object a line
     */
    public record Model(
            Frame frame,
            Form filter,
            boolean filtered,
            List<Row> rows,
            Optional<String> older,
            String csv,
            String ndjson) {}

    /**
     * One line.
     *
     * @param href where what was acted on is, if it has a page
     */
    public record Row(AuditLine line, Moment at, String who, Optional<String> href, List<Difference> differences) {}

    /** What was set before and what after, as people say it. */
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
        query.within(ctx, tenants)
                .compose(within -> log.list(query.filter(within), query.before(), SIZE))
                .onSuccess(page -> pages.show(ctx, "audit/AuditPage.jte", model(ctx, query, page)))
                .onFailure(ctx::fail);
    }

    private Model model(RoutingContext ctx, AuditQuery query, Page<AuditLine> page) {
        Instant now = clock.instant();
        return new Model(
                pages.frame(ctx, "Audit").in(Section.AUDIT),
                query.form(),
                query.isFiltered(),
                page.lines().stream().map(line -> row(line, now)).toList(),
                page.more() ? Optional.of(query.after(page.lines().getLast().id())) : Optional.empty(),
                query.download(AuditFormat.CSV),
                query.download(AuditFormat.NDJSON));
    }

    private static Row row(AuditLine line, Instant now) {
        return new Row(
                line,
                Moment.of(line.at(), now),
                line.actor().replaceFirst("^staff:", ""),
                AuditSubject.href(line),
                differences(
                        line.before().orElseGet(JsonObject::new),
                        line.after().orElseGet(JsonObject::new),
                        line.before().isEmpty()));
    }

    /** What is new has no before: there, only what is other than by default is worth a line. */
    private static List<Difference> differences(JsonObject before, JsonObject after, boolean fresh) {
        Set<String> names = new TreeSet<>(before.fieldNames());
        names.addAll(after.fieldNames());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            String was = AuditValues.text(name, before.getValue(name));
            String is = AuditValues.text(name, after.getValue(name));
            if (!was.equals(is) && !(fresh && AuditValues.isDefault(name, is))) {
                differences.add(new Difference(name.replace('_', ' '), was, is));
            }
        }
        return differences;
    }
}
