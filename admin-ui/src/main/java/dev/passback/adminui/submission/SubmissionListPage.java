package dev.passback.adminui.submission;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Section;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.query.Objection;
import dev.passback.core.submission.query.QueryKey;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.submission.query.Term;
import dev.passback.db.staff.SignedIn;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.FilterChoices;
import dev.passback.db.submission.SearchTooLong;
import dev.passback.db.submission.SubmissionFilter;
import dev.passback.db.submission.SubmissionFilters;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionList;
import dev.passback.db.submission.SubmissionPage;
import dev.passback.db.view.SavedView;
import dev.passback.db.view.SavedViews;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code /submissions}: one line each, newest first. Its whole state is in its address. */
public final class SubmissionListPage {

    /** How many lines a page has. */
    static final int SIZE = 50;

    private static final int COUNTED = 1_000;

    /**
     * The page.
     *
     * @param query what it shows, as a parameter of an address
     * @param count how many there are, in words
     * @param empty why there are no rows, when there are none
     * @param newer where the rows before these are
     * @param older where the rows after these are
     * @param live which changes concern it, if it is one that new rows come into
     */
    public record Model(
            Frame frame,
            String query,
            ListTabs tabs,
            ListFilters filters,
            String count,
            List<SubmissionRow> rows,
            Optional<EmptyList> empty,
            Optional<String> newer,
            Optional<String> older,
            Optional<String> live) {

        /** Whether filters make sense here. */
        public boolean filtered() {
            return !(empty.orElse(null) instanceof EmptyList.NoneYet);
        }

        /** Whether the person may act on what is listed. */
        public boolean mayAct() {
            return frame.who().filter(who -> who.role().includes(Role.SUPPORT)).isPresent();
        }
    }

    /**
     * What is shown instead of a list that cannot be.
     *
     * @param before what stands before the part that is meant
     * @param part what is wrong; empty where something is missing
     */
    public record Refusal(Frame frame, String title, String sentence, String before, String part, String after) {

        /** All that one may ask for. */
        public List<QueryKey> keys() {
            return Arrays.asList(QueryKey.values());
        }
    }

    /** What the database knows for the page. */
    record Stores(
            SubmissionHistory history,
            SubmissionFilters filters,
            SubmissionList list,
            FilterChoices choices,
            SavedViews views) {

        static Stores on(Pool pool) {
            return new Stores(
                    new SubmissionHistory(pool),
                    new SubmissionFilters(pool),
                    new SubmissionList(pool),
                    new FilterChoices(pool),
                    new SavedViews(pool));
        }
    }

    private final Stores stores;
    private final EmptyListReason emptyList;
    private final Pages pages;
    private final InstantSource clock;

    SubmissionListPage(Stores stores, EmptyListReason emptyList, Pages pages, InstantSource clock) {
        this.stores = stores;
        this.emptyList = emptyList;
        this.pages = pages;
        this.clock = clock;
    }

    /** Shows the list; a search for a submission's own id goes straight to it. */
    public void show(RoutingContext ctx) {
        ListAddress address = ListAddress.read(ctx.queryParams());
        Search search =
                Search.read(Optional.ofNullable(ctx.queryParams().get("q")).orElse(""));
        search.submission()
                .filter(id -> isPasted(address))
                .map(id -> stores.history.find(id, Session.of(ctx).tenants()).map(Optional::isPresent))
                .orElseGet(() -> Future.succeededFuture(false))
                .compose(found -> found
                        ? ctx.redirect("/submissions/" + search.submission().orElseThrow())
                        : answer(ctx, address))
                .onFailure(ctx::fail);
    }

    /** Whether nothing is asked for by name: then a submission's id anywhere in it is what was meant. */
    private static boolean isPasted(ListAddress address) {
        return switch (address) {
            case ListAddress.Asked asked ->
                asked.list().query().terms().stream().allMatch(Term.Word.class::isInstance);
            case ListAddress.Elsewhere elsewhere -> true;
            case ListAddress.Refused refused -> true;
        };
    }

    private Future<Void> answer(RoutingContext ctx, ListAddress address) {
        return switch (address) {
            case ListAddress.Asked asked ->
                list(ctx, asked.list())
                        .recover(failure ->
                                SearchTooLong.is(failure) ? tooLong(ctx, asked.list()) : Future.failedFuture(failure));
            case ListAddress.Elsewhere elsewhere ->
                ctx.redirect(elsewhere.list().path());
            case ListAddress.Refused refused -> refuse(ctx, refused.typed(), refused.objection());
        };
    }

    private Future<Void> list(RoutingContext ctx, ListQuery query) {
        SignedIn who = Session.of(ctx);
        return stores.filters
                .of(query.query(), who.tenants())
                .compose(filter -> stores.list.page(filter, query.from(), SIZE).compose(page -> {
                    // Going back one has reached the top: from here on this is the first page, and it is full.
                    if (query.from() instanceof Cursor.NewerThan && !page.newer()) {
                        return ctx.redirect(query.from(new Cursor.Newest()).path());
                    }
                    return show(ctx, query, filter, page);
                }));
    }

    private Future<Void> show(RoutingContext ctx, ListQuery query, SubmissionFilter filter, SubmissionPage page) {
        SignedIn who = Session.of(ctx);
        Future<Optional<EmptyList>> empty = emptyList.of(query, page, who, clock.instant());
        Future<OptionalInt> count = stores.list.count(filter, COUNTED + 1);
        Future<FilterChoices.Choices> choices = stores.choices.within(who.tenants());
        Future<List<SavedView>> views = stores.views.of(who);
        return Future.all(empty, count, choices, views).map(all -> {
            Instant now = clock.instant();
            Model model = new Model(
                    frame(ctx, query),
                    query.asked(),
                    ListTabs.of(query, views.result(), who),
                    ListFilters.of(query.query(), choices.result()),
                    count(count.result()),
                    page.lines().stream()
                            .map(line -> SubmissionRow.of(line, now))
                            .toList(),
                    empty.result(),
                    newer(query, page),
                    older(query, page),
                    live(query));
            pages.show(ctx, "submission/SubmissionListPage.jte", model);
            return null;
        });
    }

    private Frame frame(RoutingContext ctx, ListQuery query) {
        boolean opened = query.isStart() && !ctx.queryParams().contains("q");
        return pages.frame(ctx, "Submissions: " + query.view().title())
                .in(Section.SUBMISSIONS)
                .searching(opened ? "" : query.query().text());
    }

    private static Optional<String> live(ListQuery query) {
        String which = query.view() == ListView.ATTENTION ? "attention" : "any";
        return query.atTop() ? Optional.of(which) : Optional.empty();
    }

    private static String count(OptionalInt counted) {
        if (counted.isEmpty()) {
            return "more than can be counted quickly";
        }
        int count = counted.getAsInt();
        return count > COUNTED
                ? "1,000+ submissions"
                : count == 1 ? "1 submission" : "%,d submissions".formatted(count);
    }

    private Future<Void> refuse(RoutingContext ctx, String typed, Objection objection) {
        int from = Math.min(objection.offset(), typed.length());
        int to = Math.min(from + objection.length(), typed.length());
        Refusal refusal = new Refusal(
                pages.frame(ctx, "Submissions").in(Section.SUBMISSIONS).searching(typed),
                "This search cannot be read",
                objection.sentence(),
                typed.substring(0, from),
                typed.substring(from, to),
                typed.substring(to));
        pages.show(ctx, 400, "submission/refusal.jte", refusal);
        return Future.succeededFuture();
    }

    private Future<Void> tooLong(RoutingContext ctx, ListQuery query) {
        SubmissionQuery asked = query.query();
        Refusal refusal = new Refusal(
                pages.frame(ctx, "Submissions").in(Section.SUBMISSIONS).searching(asked.text()),
                "This search takes too long",
                "Together these terms leave too much to look through. Name a tenant or an age as well, such as age:<7d",
                asked.text(),
                "",
                "");
        pages.show(ctx, 503, "submission/refusal.jte", refusal);
        return Future.succeededFuture();
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
