package dev.passback.adminui.problem;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.core.problem.CauseId;
import dev.passback.db.Change;
import dev.passback.db.problem.CauseStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code POST …/explanation}: staff write once, for everybody, what a failure or a warning means. */
public final class ExplainAction {

    /** A page that shows a cause and its explanation. */
    interface Explained {
        /** The cause that the address is about; a 404 when the person sees nothing of it. */
        Future<CauseId> cause(RoutingContext ctx);

        /** Where the page is. */
        String path(RoutingContext ctx);

        /** Shows it with the form that came back. */
        void showAgain(RoutingContext ctx, Form returned);
    }

    private final CauseStore causes;
    private final Explained page;
    private final Flashes flashes;

    ExplainAction(CauseStore causes, Explained page, Flashes flashes) {
        this.causes = causes;
        this.page = page;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        Form form = ExplanationPart.read(ctx);
        page.cause(ctx).compose(cause -> write(ctx, cause, form)).onFailure(ctx::fail);
    }

    private Future<Void> write(RoutingContext ctx, CauseId cause, Form form) {
        if (form.isWrong()) {
            page.showAgain(ctx, form);
            return Future.succeededFuture();
        }
        return causes.explain(
                        cause, ExplanationPart.version(form), form.value("words"), Session.act(ctx, Optional.empty()))
                .onSuccess(change -> finish(ctx, form, change))
                .mapEmpty();
    }

    private void finish(RoutingContext ctx, Form form, Change change) {
        if (change instanceof Change.Stale stale) {
            page.showAgain(ctx, form.wrong(Form.WHOLE, Flash.STALE).with("version", stale.version()));
        } else {
            flashes.say(ctx, Flash.EXPLAINED);
            Redirect.to(ctx, page.path(ctx));
        }
    }
}
