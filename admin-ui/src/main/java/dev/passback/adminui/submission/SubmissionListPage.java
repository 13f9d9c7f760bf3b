package dev.passback.adminui.submission;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Section;
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

    /** The page. */
    public record Model(Frame frame, ListTabs tabs, ListFilters filters, SubmissionTable table) {

        /** Whether filters make sense here. */
        public boolean filtered() {
            return !(table.empty().orElse(null) instanceof EmptyList.NoneYet);
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

        static Stores on(Pool pool, Pool lists) {
            return new Stores(
                    new SubmissionHistory(pool),
                    new SubmissionFilters(lists),
                    new SubmissionList(lists),
                    new FilterChoices(lists),
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

    /** A page that brings itself up to date wants nothing but the table. */
    private Future<Void> show(RoutingContext ctx, ListQuery query, SubmissionFilter filter, SubmissionPage page) {
        return Session.isUnattended(ctx)
                ? table(ctx, query, filter, page)
                        .onSuccess(table -> pages.show(ctx, "submission/table.jte", table))
                        .mapEmpty()
                : whole(ctx, query, filter, page);
    }

    private Future<Void> whole(RoutingContext ctx, ListQuery query, SubmissionFilter filter, SubmissionPage page) {
        SignedIn who = Session.of(ctx);
        Future<SubmissionTable> table = table(ctx, query, filter, page);
        Future<FilterChoices.Choices> choices = stores.choices.within(who.tenants());
        Future<List<SavedView>> views = stores.views.of(who);
        return Future.all(table, choices, views)
                .map(all -> new Model(
                        frame(ctx, query),
                        ListTabs.of(query, views.result(), who),
                        ListFilters.of(query.query(), choices.result()),
                        table.result()))
                .onSuccess(model -> pages.show(ctx, "submission/SubmissionListPage.jte", model))
                .mapEmpty();
    }

    private Future<SubmissionTable> table(
            RoutingContext ctx, ListQuery query, SubmissionFilter filter, SubmissionPage page) {
        SignedIn who = Session.of(ctx);
        Instant now = clock.instant();
        Future<Optional<EmptyList>> empty = emptyList.of(query, page, who, now);
        Future<OptionalInt> count = stores.list.count(filter, SubmissionTable.COUNTED + 1);
        return Future.all(empty, count)
                .map(all -> SubmissionTable.of(query, page, count.result(), empty.result(), who, now));
    }

    private Frame frame(RoutingContext ctx, ListQuery query) {
        boolean opened = query.isStart() && !ctx.queryParams().contains("q");
        return pages.frame(ctx, "Submissions: " + query.view().title())
                .in(Section.SUBMISSIONS)
                .searching(opened ? "" : query.query().text());
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
}
