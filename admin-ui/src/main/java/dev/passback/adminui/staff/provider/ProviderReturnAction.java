package dev.passback.adminui.staff.provider;

import dev.passback.adminui.http.Cookies;
import dev.passback.adminui.http.LocalPath;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.RequestOrigin;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.http.Token;
import dev.passback.adminui.staff.provider.ProviderProblemPage.Problem;
import dev.passback.core.staff.Role;
import dev.passback.db.staff.ProviderPerson;
import dev.passback.db.staff.ProviderStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /sign-in/provider/return}: the browser is back; signs in whom the provider vouches for. */
public final class ProviderReturnAction {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.provider");
    private static final int LONGEST_CODE = 4_000;
    // what a browser takes for one cookie, with room for its name
    private static final int LONGEST_HINT = 3_800;

    private final Provider provider;
    private final ProviderStore people;
    private final Session session;
    private final Cookies cookies;
    private final ProviderProblemPage problems;

    public ProviderReturnAction(
            Provider provider, ProviderStore people, Session session, Cookies cookies, ProviderProblemPage problems) {
        this.provider = provider;
        this.people = people;
        this.session = session;
        this.cookies = cookies;
        this.problems = problems;
    }

    public void finish(RoutingContext ctx) {
        Optional<Handshake> handshake = handshake(ctx);
        // it is good for one return
        cookies.remove(ctx, Cookies.Name.HANDSHAKE);
        if (handshake.isEmpty()) {
            problems.show(ctx, Problem.STALE, LocalPath.START);
            return;
        }
        LocalPath to = handshake.get().to();
        Optional<String> code = parameter(ctx, "code");
        if (code.isEmpty()) {
            problems.show(ctx, Problem.REFUSED_THERE, to);
            return;
        }
        provider.redeem(code.get(), handshake.get())
                .onSuccess(vouched -> welcome(ctx, vouched, to).onFailure(ctx::fail))
                .onFailure(failure -> refuse(ctx, failure, to));
    }

    /** What this browser was sent away with, if it came back with the same. */
    private Optional<Handshake> handshake(RoutingContext ctx) {
        String state = parameter(ctx, "state").orElse("");
        return cookies.read(ctx, Cookies.Name.HANDSHAKE)
                .flatMap(Handshake::parse)
                .filter(sent -> Token.same(sent.state().text(), state));
    }

    private static Optional<String> parameter(RoutingContext ctx, String name) {
        return Optional.ofNullable(ctx.queryParams().get(name))
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_CODE);
    }

    private Future<Void> welcome(RoutingContext ctx, Vouched vouched, LocalPath to) {
        ProviderSettings settings = provider.settings();
        Optional<Role> role = settings.roles().of(vouched.groups(settings.groupsClaim()));
        if (role.isEmpty()) {
            return people.refuse(
                            vouched.subject(),
                            "no group with a role",
                            RequestOrigin.of(ctx).address())
                    .onSuccess(noted -> problems.show(ctx, Problem.NO_GROUP, to));
        }
        ProviderPerson person =
                new ProviderPerson(vouched.subject(), vouched.names(), role.get(), settings.allTenants());
        return session.begin(ctx, begun -> people.begin(person, begun)).compose(begun -> {
            if (!begun) {
                return people.refuse(
                                vouched.subject(),
                                "disabled",
                                RequestOrigin.of(ctx).address())
                        .onSuccess(noted -> problems.show(ctx, Problem.DISABLED, to));
            }
            if (vouched.token().length() <= LONGEST_HINT) {
                cookies.set(ctx, Cookies.Name.HINT, vouched.token());
            }
            Redirect.to(ctx, to.text());
            return Future.succeededFuture();
        });
    }

    private void refuse(RoutingContext ctx, Throwable failure, LocalPath to) {
        boolean down = isDown(failure);
        LOGGER.atWarn()
                .addKeyValue(
                        "reason", failure instanceof ProviderRefusal ? failure.getMessage() : "no token for the code")
                .addKeyValue("down", down)
                .log("nobody is signed in by the provider");
        problems.show(ctx, down ? Problem.DOWN : Problem.NOT_VOUCHED, to);
    }

    /** No answer, in time or at all; what the provider answers instead of a token is a refusal. */
    private static boolean isDown(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof HttpClosedException;
    }
}
