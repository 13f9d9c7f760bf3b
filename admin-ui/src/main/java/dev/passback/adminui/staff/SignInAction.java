package dev.passback.adminui.staff;

import dev.passback.adminui.http.LocalPath;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.RequestOrigin;
import dev.passback.adminui.http.Session;
import dev.passback.core.credential.Secret;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** {@code POST /sign-in}: says the same whether the name or the password was wrong, the account is closed or was never there. */
public final class SignInAction {

    private static final int LONGEST = 500;
    private static final String WRONG = "The name or the password is wrong.";

    private record Form(String name, Secret password, LocalPath to) {
        static Form read(RoutingContext ctx) {
            return new Form(
                    field(ctx, "name").strip(), new Secret(field(ctx, "password")), LocalPath.of(field(ctx, "to")));
        }

        private static String field(RoutingContext ctx, String name) {
            return Optional.ofNullable(ctx.request().getFormAttribute(name)).orElse("");
        }

        /** Whether somebody can be called so; the database takes no NUL. */
        boolean plausible() {
            return !name.isEmpty()
                    && name.length() <= LONGEST
                    && password.reveal().length() <= LONGEST
                    && name.chars().noneMatch(Character::isISOControl);
        }
    }

    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Session session;
    private final SignInPage page;

    public SignInAction(Passwords passwords, Session session, SignInPage page, InstantSource clock) {
        this.passwords = passwords;
        this.throttle = new SignInThrottle(clock);
        this.session = session;
        this.page = page;
    }

    /** Signs in and goes where the person wanted to; or shows the form again. */
    public void submit(RoutingContext ctx) {
        Form form = Form.read(ctx);
        if (!form.plausible()) {
            page.refuse(ctx, 403, form.to, form.name, WRONG);
            return;
        }
        var attempt =
                new SignInThrottle.Attempt(form.name, RequestOrigin.of(ctx).address());
        Duration wait = throttle.wait(attempt);
        if (wait.isPositive()) {
            closed(ctx, form, wait);
            return;
        }
        passwords
                .match(form.name, form.password)
                .compose(result -> switch (result) {
                    case Passwords.Result.Right right -> welcome(ctx, form, attempt);
                    case Passwords.Result.Wrong wrong -> refuse(ctx, form, attempt);
                    case Passwords.Result.Closed closed -> closed(ctx, form, closed.left());
                })
                .onFailure(failure -> ctx.fail(
                        failure instanceof RejectedExecutionException ? new HttpException(503, failure) : failure));
    }

    private Future<Void> welcome(RoutingContext ctx, Form form, SignInThrottle.Attempt attempt) {
        return session.begin(ctx, form.name).compose(begun -> {
            if (!begun) {
                return refuse(ctx, form, attempt);
            }
            throttle.succeeded(attempt);
            Redirect.to(ctx, form.to.text());
            return Future.succeededFuture();
        });
    }

    private Future<Void> refuse(RoutingContext ctx, Form form, SignInThrottle.Attempt attempt) {
        throttle.failed(attempt);
        return passwords
                .noteWrong(form.name, attempt.address())
                .onSuccess(noted -> page.refuse(ctx, 403, form.to, form.name, WRONG));
    }

    private Future<Void> closed(RoutingContext ctx, Form form, Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        page.refuse(
                ctx, 429, form.to, form.name, WRONG + " Too many tries: wait " + seconds + " s before the next one.");
        return Future.succeededFuture();
    }
}
