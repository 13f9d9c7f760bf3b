package dev.passback.adminui.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookies: of this host alone, unreadable by scripts, not sent with another site's forms. Where the browser speaks https
 * they carry the {@code __Host-} prefix, by which browsers hold us to that.
 *
 * @param secure whether browsers speak https although that cannot be seen here
 */
public record Cookies(boolean secure) {

    /** Which cookie. */
    public enum Name {
        /** The session's token. */
        SESSION("session"),
        /** The token of the sign-in form, before there is a session. */
        FORM("form"),
        /** A key or a secret that was made a moment ago, for the page that shows it. */
        NEW_SECRET("new_secret"),
        /** What the next page says. */
        FLASH("flash"),
        /** What the browser was sent to the OpenID provider with. */
        HANDSHAKE("handshake"),
        /** The provider's ID token: by it the provider knows whom to sign out. */
        HINT("hint");

        private final String word;

        Name(String word) {
            this.word = word;
        }
    }

    /** The value that the browser sent. */
    public Optional<String> read(RoutingContext ctx, Name name) {
        return Optional.ofNullable(ctx.request().getCookie(fullName(ctx, name)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    /** Sets a cookie that lives as long as the browser's window. */
    public void set(RoutingContext ctx, Name name, String value) {
        ctx.response().addCookie(cookie(ctx, name, value));
    }

    /** Sets a cookie that ends by itself. */
    public void set(RoutingContext ctx, Name name, String value, Duration life) {
        ctx.response().addCookie(cookie(ctx, name, value).setMaxAge(life.toSeconds()));
    }

    public void remove(RoutingContext ctx, Name name) {
        ctx.response().addCookie(cookie(ctx, name, "").setMaxAge(0));
    }

    private Cookie cookie(RoutingContext ctx, Name name, String value) {
        return Cookie.cookie(fullName(ctx, name), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(isSecure(ctx))
                .setSameSite(CookieSameSite.LAX);
    }

    private String fullName(RoutingContext ctx, Name name) {
        String plain = name == Name.SESSION ? "" : "_" + name.word;
        return isSecure(ctx) ? "__Host-passback" + plain : "passback_" + name.word;
    }

    private boolean isSecure(RoutingContext ctx) {
        return secure || RequestOrigin.of(ctx).https();
    }
}
