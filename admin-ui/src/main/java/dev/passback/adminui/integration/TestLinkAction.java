package dev.passback.adminui.integration;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.core.submission.Checked;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.Target;
import dev.passback.db.integration.IntegrationView;
import dev.passback.db.submission.TestLinks;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Arrays;
import java.util.Optional;

/** {@code POST /integration/test}: sends a link to see whether it arrives, and leads to what comes of it. */
public final class TestLinkAction {

    private final IntegrationAddress address;
    private final IntegrationPage page;
    private final Flashes flashes;
    private final TestLinks links;

    TestLinkAction(IntegrationAddress address, IntegrationPage page, Flashes flashes, TestLinks links) {
        this.address = address;
        this.page = page;
        this.flashes = flashes;
        this.links = links;
    }

    public void submit(RoutingContext ctx) {
        address.find(ctx).compose(view -> send(ctx, view)).onFailure(ctx::fail);
    }

    private Future<Void> send(RoutingContext ctx, IntegrationView view) {
        Fields fields = new Fields(ctx.request(), "test");
        Optional<Target> target = target(fields);
        Optional<ResultLink> link = link(fields);
        if (target.isEmpty() || link.isEmpty()) {
            page.showAgain(ctx, view, fields.form());
            return Future.succeededFuture();
        }
        return links.send(view.integration().ref(), target.get(), link.get(), Session.act(ctx, Optional.empty()))
                .map(sent -> sent.orElseThrow(() -> new HttpException(404)))
                .onSuccess(id -> {
                    flashes.say(ctx, Flash.TEST_SENT);
                    Redirect.to(ctx, "/submissions/" + id);
                })
                .mapEmpty();
    }

    private static Optional<Target> target(Fields fields) {
        String word = fields.text("kind");
        Optional<Target.Kind> kind = Arrays.stream(Target.Kind.values())
                .filter(some -> some.word().equals(word))
                .findFirst();
        if (kind.isEmpty()) {
            fields.wrong("kind", "Choose one of these.");
        }
        String id = fields.text("target");
        if (!Target.isId(id)) {
            fields.wrong("target", "Paste the id of a candidate or application that may get a test link.");
            return Optional.empty();
        }
        return kind.map(some -> new Target(some, id));
    }

    private static Optional<ResultLink> link(Fields fields) {
        return switch (TestLinks.link(fields.text("url"))) {
            case Checked.Valid good -> Optional.of(good.link());
            case Checked.Invalid bad -> {
                fields.wrong("url", "The URL " + bad.violations().getFirst().message() + ".");
                yield Optional.empty();
            }
        };
    }
}
