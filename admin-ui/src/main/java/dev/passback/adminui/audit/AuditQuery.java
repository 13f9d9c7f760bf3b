package dev.passback.adminui.audit;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.AuditFilter;
import dev.passback.db.audit.Subject;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which lines of the audit log are asked for. It is the page's address: whoever has the address has the list.
 *
 * @param form the filter as it was filled in, with what is wrong in it; that then does not count
 * @param before those older than the line with this id
 */
record AuditQuery(Form form, Optional<Long> before) {

    private static final List<String> FIELDS = List.of("tenant", "actor", "act", "kind", "subject", "from", "to");

    static AuditQuery read(RoutingContext ctx) {
        Form form = Form.empty("filter");
        for (String field : FIELDS) {
            form = form.with(
                    field, PathText.parameter(ctx, field).map(String::strip).orElse(""));
        }
        Optional<Long> before = PathText.parameter(ctx, "before")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong);
        return new AuditQuery(checked(form), before);
    }

    private static Form checked(Form form) {
        Form result = form;
        for (String field : List.of("from", "to")) {
            if (!form.value(field).isEmpty() && day(form.value(field)).isEmpty()) {
                result = result.wrong(field, "Must be a day such as 2026-11-25.");
            }
        }
        return result;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    private Optional<String> tenant() {
        return value("tenant");
    }

    /** What the person may see, or the one tenant of it that the filter names; a tenant that is not there has no lines. */
    Future<Optional<Set<TenantId>>> within(RoutingContext ctx, TenantStore tenants) {
        Optional<Set<TenantId>> seen = Session.of(ctx).tenants();
        return tenant().map(name -> tenants.view(name, seen)
                        .map(found -> Optional.of(
                                found.map(view -> Set.of(view.tenant().id())).orElse(Set.of()))))
                .orElseGet(() -> Future.succeededFuture(seen));
    }

    /** The same for the database. */
    AuditFilter filter(Optional<Set<TenantId>> tenants) {
        return new AuditFilter(
                tenants,
                // people are typed by their names alone
                value("actor").map(name -> name.contains(":") || name.equals("nobody") ? name : "staff:" + name),
                value("kind").flatMap(Subject::ofWord),
                value("subject"),
                value("act"),
                value("from").flatMap(AuditQuery::day).map(AuditQuery::start),
                value("to").flatMap(AuditQuery::day).map(day -> start(day.plusDays(1))));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Optional<String> value(String field) {
        return Optional.of(form.value(field)).filter(text -> !text.isEmpty());
    }

    boolean isFiltered() {
        return FIELDS.stream().anyMatch(field -> value(field).isPresent());
    }

    /** The page that begins after this line. */
    String after(long id) {
        return "/audit?" + parts("before=" + id);
    }

    /** All lines of the same filter, in this form. */
    String download(AuditFormat format) {
        return "/audit/download?" + parts("format=" + format.word());
    }

    private String parts(String last) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, String> field : form.values().entrySet()) {
            if (!field.getValue().isEmpty()) {
                parts.add(field.getKey() + "=" + PathText.encoded(field.getValue()));
            }
        }
        parts.add(last);
        return String.join("&", parts);
    }
}
