package dev.passback.adminui.http;

import dev.passback.adminui.page.Flash;
import dev.passback.core.staff.Role;
import dev.passback.db.audit.Act;
import dev.passback.db.staff.NewSession;
import dev.passback.db.staff.SessionStore;
import dev.passback.db.staff.SignedIn;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;
import java.util.function.Function;

/** Who asks: the cookie holds a token, the database its hash. */
public final class Session {

    private static final String KEY = "passback.signed-in";
    private static final String HASH = "passback.session";
    private static final String UNATTENDED = "Passback-Live";

    private final SessionStore sessions;
    private final Cookies cookies;
    private final Flashes flashes;

    public Session(SessionStore sessions, Cookies cookies, Flashes flashes) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.flashes = flashes;
    }

    /** Filter: finds out who asks, if anybody is signed in. */
    public void recognise(RoutingContext ctx) {
        Optional<byte[]> hash = token(ctx).map(Token::hash);
        hash.map(known -> isUnattended(ctx) ? sessions.look(known) : sessions.find(known))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .onSuccess(found -> {
                    found.ifPresent(who -> ctx.put(KEY, who).put(HASH, hash.orElseThrow()));
                    ctx.next();
                })
                .onFailure(ctx::fail);
    }

    /** Whether a page asks by itself while nobody may sit before it: that keeps no session alive. */
    public static boolean isUnattended(RoutingContext ctx) {
        return ctx.request().getHeader(UNATTENDED) != null
                || "/events".equals(ctx.request().path());
    }

    /** Filter: only for people who are signed in; others are sent to the sign-in and from there back. */
    public void require(RoutingContext ctx) {
        if (find(ctx).isPresent()) {
            ctx.next();
        } else if (HttpMethod.GET.equals(ctx.request().method())) {
            ctx.redirect(LocalPath.of(ctx.request().uri()).signIn());
        } else {
            flashes.say(ctx, Flash.SESSION_OVER);
            Redirect.to(ctx, LocalPath.START.signIn());
        }
    }

    /** Filter: only for people with this role, or with one that includes it. */
    public static void requireRole(RoutingContext ctx, Role role) {
        if (!of(ctx).role().includes(role)) {
            throw new HttpException(403);
        }
        ctx.next();
    }

    /** Filter: only for admins of all tenants. */
    public static void requireAll(RoutingContext ctx) {
        if (!of(ctx).runsAll()) {
            throw new HttpException(403);
        }
        ctx.next();
    }

    /**
     * Begins a session for somebody with an account here.
     *
     * @return whether it did; it does not for somebody who is disabled
     */
    public Future<Boolean> begin(RoutingContext ctx, String staff) {
        return begin(ctx, session -> sessions.begin(staff, session));
    }

    /**
     * Begins a session: with a new token always, so that nobody can plant one.
     *
     * @param begin writes it down, and answers whether it did
     */
    public Future<Boolean> begin(RoutingContext ctx, Function<NewSession, Future<Boolean>> begin) {
        Token token = Token.next();
        return begin.apply(NewSession.of(
                        token.hash(), Token.next().text(), RequestOrigin.of(ctx).address()))
                .onSuccess(begun -> {
                    if (begun) {
                        cookies.set(ctx, Cookies.Name.SESSION, token.text());
                    }
                });
    }

    /** Ends the session, here and in the database. */
    public Future<Void> end(RoutingContext ctx) {
        Future<Void> ended = token(ctx)
                .map(token -> sessions.end(token.hash(), RequestOrigin.of(ctx).address()))
                .orElseGet(Future::succeededFuture);
        return ended.onSuccess(done -> cookies.remove(ctx, Cookies.Name.SESSION));
    }

    /** Who asks, if anybody is signed in. */
    public static Optional<SignedIn> find(RoutingContext ctx) {
        return Optional.ofNullable(ctx.get(KEY));
    }

    /** Who asks, behind {@link #require}. */
    public static SignedIn of(RoutingContext ctx) {
        return find(ctx).orElseThrow(() -> new HttpException(403));
    }

    /** The hash of the session's token, behind {@link #require}. */
    public static byte[] hash(RoutingContext ctx) {
        return Optional.<byte[]>ofNullable(ctx.get(HASH)).orElseThrow(() -> new HttpException(403));
    }

    /** What the person who asks does now, as the audit log keeps it. */
    public static Act act(RoutingContext ctx, Optional<String> reason) {
        return new Act(of(ctx).actor(), reason, RequestOrigin.of(ctx).address());
    }

    private Optional<Token> token(RoutingContext ctx) {
        return cookies.read(ctx, Cookies.Name.SESSION).flatMap(Token::parse);
    }
}
