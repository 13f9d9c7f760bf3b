package dev.passback.adminui.staff.provider;

import dev.passback.adminui.http.Cookies;
import dev.passback.adminui.http.LocalPath;
import dev.passback.adminui.http.Redirect;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** {@code GET /sign-in/provider}: sends the browser to the provider, and remembers in the browser alone what it was sent with. */
public final class ProviderStartAction {

    /** How long somebody may take to sign in there. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final String PATH = "/sign-in/provider";

    private final Provider provider;
    private final Cookies cookies;
    private final ProviderProblemPage problems;

    public ProviderStartAction(Provider provider, Cookies cookies, ProviderProblemPage problems) {
        this.provider = provider;
        this.cookies = cookies;
        this.problems = problems;
    }

    public void start(RoutingContext ctx) {
        LocalPath to =
                LocalPath.of(Optional.ofNullable(ctx.queryParams().get("to")).orElse(""));
        Handshake handshake = Handshake.begin(to);
        provider.signInAddress(handshake)
                .onSuccess(address -> {
                    cookies.set(ctx, Cookies.Name.HANDSHAKE, handshake.cookie(), LIFE);
                    Redirect.to(ctx, address);
                })
                .onFailure(down -> problems.show(ctx, ProviderProblemPage.Problem.DOWN, to));
    }

    /** Where one begins to sign in, to go on to a place. */
    public static String address(LocalPath to) {
        return to.equals(LocalPath.START) ? PATH : PATH + "?to=" + URLEncoder.encode(to.text(), StandardCharsets.UTF_8);
    }
}
