package dev.passback.adminui.problem;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.db.Change;
import dev.passback.db.problem.ProblemState;
import dev.passback.db.problem.ProblemStore;
import dev.passback.db.problem.ProblemView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.util.Optional;

/** {@code POST /problems/:id/state}: somebody says where a problem stands. */
public final class ProblemStateAction {

    private static final int LONGEST_MUTE = 30;

    private final ProblemStore problems;
    private final ProblemPage page;
    private final Flashes flashes;

    ProblemStateAction(ProblemStore problems, ProblemPage page, Flashes flashes) {
        this.problems = problems;
        this.page = page;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        page.find(ctx).compose(view -> change(ctx, view)).onFailure(ctx::fail);
    }

    private Future<Void> change(RoutingContext ctx, ProblemView view) {
        Fields fields = new Fields(ctx.request(), "state");
        ProblemState state = ProblemState.ofWord(fields.text("state")).orElseThrow(() -> new HttpException(400));
        Duration mute = Duration.ofDays(fields.number("days", 1, LONGEST_MUTE).orElse(1));
        String note = fields.text("note");
        return problems.change(
                        view,
                        state,
                        Optional.of(mute),
                        fields.version(),
                        Session.act(ctx, Optional.of(note).filter(text -> !text.isEmpty())))
                .onSuccess(change -> {
                    flashes.say(
                            ctx, change instanceof Change.Changed ? Flash.PROBLEM_CHANGED : Flash.PROBLEM_NOT_CHANGED);
                    Redirect.to(ctx, page.path(ctx));
                })
                .mapEmpty();
    }
}
