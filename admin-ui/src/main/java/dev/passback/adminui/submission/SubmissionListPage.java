package dev.passback.adminui.submission;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Section;
import dev.passback.adminui.page.Tone;
import dev.passback.db.staff.SignedIn;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionPage;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code /submissions}: one line each, newest first. Its whole state is in its address. */
public final class SubmissionListPage {

    /** How many lines a page has. */
    static final int SIZE = 50;

    /**
     * The page.
     *
     * @param withoutSearch the same list without what is looked for
     * @param empty why there are no rows, when there are none
     * @param newer where the rows before these are
     * @param older where the rows after these are
     * @param live which changes concern it, if it is one that new rows come into
     */
    public record Model(
            Frame frame,
            List<Choice> views,
            List<Choice> filters,
            String withoutSearch,
            List<SubmissionRow> rows,
            Optional<EmptyList> empty,
            Optional<String> newer,
            Optional<String> older,
            Optional<String> live) {

        /** Whether filters make sense here. */
        public boolean filtered() {
            boolean any = !filters.isEmpty() || !frame.search().isEmpty();
            return any && !(empty.orElse(null) instanceof EmptyList.NoneYet);
        }
    }

    /** A tab or a filter: a link, and whether it is chosen. */
    public record Choice(Badge badge, String href, boolean chosen) {}

    private final SubmissionHistory history;
    private final EmptyListReason emptyList;
    private final Pages pages;
    private final InstantSource clock;

    public SubmissionListPage(SubmissionHistory history, EmptyListReason emptyList, Pages pages, InstantSource clock) {
        this.history = history;
        this.emptyList = emptyList;
        this.pages = pages;
        this.clock = clock;
    }

    /** Shows the list; a search for a submission's own id goes straight to it. */
    public void show(RoutingContext ctx) {
        Search search =
                Search.read(Optional.ofNullable(ctx.queryParams().get("q")).orElse(""));
        ListQuery query = ListQuery.read(ctx.queryParams());
        search.submission()
                .map(id -> history.find(id, Session.of(ctx).tenants()).map(Optional::isPresent))
                .orElseGet(() -> Future.succeededFuture(false))
                .compose(found -> found
                        ? redirect(ctx, "/submissions/" + search.submission().orElseThrow())
                        : list(ctx, query))
                .onFailure(ctx::fail);
    }

    private Future<Void> list(RoutingContext ctx, ListQuery query) {
        SignedIn who = Session.of(ctx);
        return history.list(query.filter(who.tenants()), query.from(), SIZE).compose(page -> {
            // Going back one has reached the top: from here on this is the first page, and it is full.
            if (query.from() instanceof Cursor.NewerThan && !page.newer()) {
                return redirect(ctx, query.from(new Cursor.Newest()).path());
            }
            return emptyList.of(query, page, who, clock.instant()).map(empty -> {
                pages.show(ctx, "submission/SubmissionListPage.jte", model(ctx, query, page, empty));
                return null;
            });
        });
    }

    private static Future<Void> redirect(RoutingContext ctx, String path) {
        return ctx.redirect(path);
    }

    private Model model(RoutingContext ctx, ListQuery query, SubmissionPage page, Optional<EmptyList> empty) {
        Instant now = clock.instant();
        Frame frame = pages.frame(ctx, "Submissions: " + query.view().title())
                .in(Section.SUBMISSIONS)
                .searching(query.search());
        return new Model(
                frame,
                views(query),
                filters(query),
                query.searching("").path(),
                page.lines().stream().map(line -> SubmissionRow.of(line, now)).toList(),
                empty,
                newer(query, page),
                older(query, page),
                live(query));
    }

    private static Optional<String> live(ListQuery query) {
        String which = query.view() == ListView.ATTENTION ? "attention" : "any";
        return query.atTop() ? Optional.of(which) : Optional.empty();
    }

    private static List<Choice> views(ListQuery query) {
        return Arrays.stream(ListView.values())
                .map(view -> new Choice(
                        new Badge(view.title(), Icon.INBOX, Tone.OFF),
                        query.in(view).path(),
                        view == query.view()))
                .toList();
    }

    private static List<Choice> filters(ListQuery query) {
        List<Choice> filters = new ArrayList<>();
        for (var state : query.view().choices()) {
            filters.add(new Choice(
                    Looks.of(state), query.toggled(state).path(), query.states().contains(state)));
        }
        if (query.view().mayBeWarned()) {
            Badge badge = new Badge("With warnings", Icon.WARNING, Tone.WARN);
            filters.add(new Choice(badge, query.withWarned(!query.warned()).path(), query.warned()));
        }
        return filters;
    }

    private static Optional<String> newer(ListQuery query, SubmissionPage page) {
        return page.newer() && !page.lines().isEmpty()
                ? Optional.of(
                        query.from(new Cursor.NewerThan(page.lines().getFirst().id()))
                                .path())
                : Optional.empty();
    }

    private static Optional<String> older(ListQuery query, SubmissionPage page) {
        return page.older() && !page.lines().isEmpty()
                ? Optional.of(
                        query.from(new Cursor.OlderThan(page.lines().getLast().id()))
                                .path())
                : Optional.empty();
    }
}
