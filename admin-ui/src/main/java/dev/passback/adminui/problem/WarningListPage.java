package dev.passback.adminui.problem;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Count;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.core.problem.CauseId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.db.Page;
import dev.passback.db.problem.CauseStore;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /warnings}: what upstreams say beside success, kind by kind over all integrations. */
public final class WarningListPage {

    private static final int SIZE = 50;

    /** The page. */
    public record Model(Frame frame, Form filter, boolean filtered, List<Row> rows, Optional<String> older) {}

    /** A kind of warning. */
    public record Row(CauseStore.CauseLine line, String href, Moment firstSeen, Moment lastSeen) {

        public String times() {
            return Count.words(line.times());
        }
    }

    private final CauseStore causes;
    private final Pages pages;
    private final InstantSource clock;

    WarningListPage(CauseStore causes, Pages pages, InstantSource clock) {
        this.causes = causes;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        Optional<String> text =
                PathText.parameter(ctx, "text").map(String::strip).filter(some -> !some.isEmpty());
        causes.list(
                        ProblemKind.WARNING,
                        Session.of(ctx).tenants(),
                        text,
                        PathText.parameter(ctx, "after").flatMap(WarningListPage::after),
                        SIZE)
                .onSuccess(page -> pages.show(ctx, "problem/WarningListPage.jte", model(ctx, text, page)))
                .onFailure(ctx::fail);
    }

    private static Optional<CauseStore.After> after(String text) {
        String[] parts = text.split("-", -1);
        return parts.length == 2 && parts[0].matches("\\d{1,17}")
                ? CauseId.parse(parts[1]).map(id -> new CauseStore.After(ProblemQuery.time(parts[0]), id))
                : Optional.empty();
    }

    private Model model(RoutingContext ctx, Optional<String> text, Page<CauseStore.CauseLine> page) {
        Instant now = clock.instant();
        return new Model(
                pages.frame(ctx, "Warnings").in(Section.WARNINGS),
                Form.empty("filter").with("text", text.orElse("")),
                text.isPresent(),
                page.lines().stream().map(line -> row(line, now)).toList(),
                page.more() ? Optional.of(older(text, page.lines().getLast())) : Optional.empty());
    }

    private static Row row(CauseStore.CauseLine line, Instant now) {
        return new Row(
                line, "/warnings/" + line.id(), Moment.of(line.firstSeen(), now), Moment.of(line.lastSeen(), now));
    }

    private static String older(Optional<String> text, CauseStore.CauseLine last) {
        String search = text.map(some -> "text=" + PathText.encoded(some) + "&").orElse("");
        return "/warnings?" + search + "after=" + ProblemQuery.micros(last.lastSeen()) + "-" + last.id();
    }
}
