package dev.passback.adminui.submission;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.adminui.page.FormText;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.query.QueryReader;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.db.staff.SignedIn;
import dev.passback.db.view.SavedView;
import dev.passback.db.view.SavedViews;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what a list shows under a name, and forgets it again. */
public final class ViewActions {

    private final SavedViews views;
    private final Flashes flashes;

    ViewActions(SavedViews views, Flashes flashes) {
        this.views = views;
        this.flashes = flashes;
    }

    /** Keeps it. */
    public void save(RoutingContext ctx) {
        SignedIn who = Session.of(ctx);
        SubmissionQuery query = query(ctx);
        String name = FormText.line(ctx.request().getFormAttribute("name"));
        boolean shared = "yes".equals(ctx.request().getFormAttribute("shared"));
        if (shared && !who.role().includes(Role.SUPPORT)) {
            throw new HttpException(403);
        }
        boolean named = !name.isEmpty() && name.codePointCount(0, name.length()) <= SavedView.LONGEST_NAME;
        Future<Flash> said = named
                ? views.save(
                                new SavedView(0, who.staff(), name, query.text(), shared),
                                Session.act(ctx, Optional.empty()))
                        .map(saved -> saved ? Flash.VIEW_SAVED : Flash.TOO_MANY_VIEWS)
                : Future.succeededFuture(Flash.VIEW_WITHOUT_NAME);
        back(ctx, query, said);
    }

    /** Forgets it. */
    public void delete(RoutingContext ctx) {
        long id = number(ctx.request().getFormAttribute("view"));
        back(
                ctx,
                query(ctx),
                views.delete(id, Session.of(ctx), Session.act(ctx, Optional.empty()))
                        .map(gone -> gone ? Flash.VIEW_DELETED : Flash.SO_ALREADY));
    }

    private void back(RoutingContext ctx, SubmissionQuery query, Future<Flash> said) {
        said.onSuccess(flash -> {
                    flashes.say(ctx, flash);
                    Redirect.to(ctx, new ListQuery(query).path());
                })
                .onFailure(ctx::fail);
    }

    private static SubmissionQuery query(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getFormAttribute("q"))
                .flatMap(text -> QueryReader.read(text).asked())
                .orElse(ListView.ATTENTION.query());
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
