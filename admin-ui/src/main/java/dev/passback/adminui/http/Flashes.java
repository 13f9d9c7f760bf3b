package dev.passback.adminui.http;

import dev.passback.adminui.page.Flash;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Carries a {@link Flash} over a redirect, in a cookie that is gone once it was shown. */
public record Flashes(Cookies cookies) {

    private static final Duration LIFE = Duration.ofMinutes(1);

    /** The next page will say this. */
    public void say(RoutingContext ctx, Flash flash) {
        cookies.set(ctx, Cookies.Name.FLASH, flash.word(), LIFE);
    }

    /** What this page is to say. */
    Optional<Flash> take(RoutingContext ctx) {
        Optional<String> word = cookies.read(ctx, Cookies.Name.FLASH);
        word.ifPresent(shown -> cookies.remove(ctx, Cookies.Name.FLASH));
        return word.flatMap(Flash::ofWord);
    }
}
