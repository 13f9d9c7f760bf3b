package dev.passback.adminui.http;

import dev.passback.db.staff.SignedIn;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;
import java.util.Set;

/**
 * Guards every request that may change something: its form must carry a token that another site cannot know. Somebody who is
 * signed in has one with the session; the sign-in form's is also in a cookie, and both must be the same.
 */
public final class Csrf {

    /** The name of the form's field. */
    public static final String FIELD = "csrf";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> FRIENDLY_SITES = Set.of("same-origin", "none");

    private final Cookies cookies;

    public Csrf(Cookies cookies) {
        this.cookies = cookies;
    }

    /** Filter: lets a request pass if it cannot change anything or carries the token. */
    public void check(RoutingContext ctx) {
        if (!SAFE.contains(ctx.request().method()) && !(fromHere(ctx) && carriesToken(ctx))) {
            throw new HttpException(403);
        }
        ctx.next();
    }

    /** The token for a form of somebody who is not signed in. */
    public String issue(RoutingContext ctx) {
        Optional<Token> known = cookies.read(ctx, Cookies.Name.FORM).flatMap(Token::parse);
        Token token = known.orElseGet(Token::next);
        if (known.isEmpty()) {
            cookies.set(ctx, Cookies.Name.FORM, token.text());
        }
        return token.text();
    }

    // Browsers say where a request comes from; what is no browser says nothing.
    private static boolean fromHere(RoutingContext ctx) {
        String site = ctx.request().getHeader("Sec-Fetch-Site");
        return site == null || FRIENDLY_SITES.contains(site);
    }

    private boolean carriesToken(RoutingContext ctx) {
        String sent = ctx.request().getFormAttribute(FIELD);
        Optional<String> expected =
                Session.find(ctx).map(SignedIn::csrf).or(() -> cookies.read(ctx, Cookies.Name.FORM));
        return sent != null && expected.isPresent() && Token.same(sent, expected.get());
    }
}
