package dev.passback.adminui.staff;

import dev.passback.adminui.http.Csrf;
import dev.passback.adminui.http.LocalPath;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.staff.provider.ProviderSettings;
import dev.passback.adminui.staff.provider.ProviderStartAction;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code /sign-in}: name and password. */
public final class SignInPage {

    /**
     * The page.
     *
     * @param csrf the form's token
     * @param to where to go afterwards
     * @param name as it was typed in before
     * @param problem why that was not taken
     * @param provider where one may sign in as well
     */
    public record Model(
            Frame frame,
            String csrf,
            String to,
            String name,
            Optional<String> problem,
            Optional<ProviderLink> provider) {}

    /** A provider's name, and where one begins to sign in there. */
    public record ProviderLink(String name, String href) {}

    private final Pages pages;
    private final Csrf csrf;
    private final Optional<ProviderSettings> provider;

    public SignInPage(Pages pages, Csrf csrf, Optional<ProviderSettings> provider) {
        this.pages = pages;
        this.csrf = csrf;
        this.provider = provider;
    }

    /** Shows the form; whoever is signed in goes on at once. */
    public void show(RoutingContext ctx) {
        LocalPath to =
                LocalPath.of(Optional.ofNullable(ctx.queryParams().get("to")).orElse(""));
        if (Session.find(ctx).isPresent()) {
            Redirect.to(ctx, to.text());
        } else {
            show(ctx, 200, to, "", Optional.empty());
        }
    }

    /** Shows the form again, with what was typed in and what is wrong with it. */
    void refuse(RoutingContext ctx, int status, LocalPath to, String name, String problem) {
        show(ctx, status, to, name, Optional.of(problem));
    }

    private void show(RoutingContext ctx, int status, LocalPath to, String name, Optional<String> problem) {
        Frame frame = pages.frame(ctx, "Sign in");
        Optional<ProviderLink> link =
                provider.map(there -> new ProviderLink(there.name(), ProviderStartAction.address(to)));
        pages.show(
                ctx, status, "staff/SignInPage.jte", new Model(frame, csrf.issue(ctx), to.text(), name, problem, link));
    }
}
