package dev.passback.adminui.staff.provider;

import dev.passback.adminui.http.LocalPath;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.page.Frame;
import io.vertx.ext.web.RoutingContext;

/** Says why somebody could not be signed in by the provider, and what to do. */
public final class ProviderProblemPage {

    /** What went wrong. */
    enum Problem {
        DOWN(
                503,
                "The sign-in service does not answer",
                "Passback could not reach it, so it cannot say who you are. Try again in a minute."
                        + " Whoever has an account with a password here can sign in with that meanwhile."),
        STALE(
                400,
                "This sign-in was not begun here",
                "It was begun in another window or browser, took longer than 10 minutes, or was used before. Begin anew."),
        REFUSED_THERE(
                403,
                "The sign-in service did not let you in",
                "It said so itself, or somebody pressed cancel there. Try again; if it stays like this, ask whoever runs it."),
        NOT_VOUCHED(
                403,
                "The answer of the sign-in service does not count",
                "What it sent could not be verified, so nobody was signed in. Try again; if it stays like this, tell whoever"
                        + " runs Passback: the reason is in the log."),
        NO_GROUP(
                403,
                "You have no role here",
                "The sign-in service knows you, but none of your groups there has a role in Passback. Ask an admin of Passback"
                        + " which group you need, and whoever runs the sign-in service to put you into it."),
        DISABLED(
                403,
                "Your account is disabled",
                "An admin of Passback has disabled it. Only an admin can enable it again, on the page Staff.");

        private final int status;
        private final String heading;
        private final String advice;

        Problem(int status, String heading, String advice) {
            this.status = status;
            this.heading = heading;
            this.advice = advice;
        }
    }

    /**
     * The page.
     *
     * @param again where one begins anew
     */
    public record Model(Frame frame, int status, String heading, String advice, String again) {}

    private final Pages pages;

    public ProviderProblemPage(Pages pages) {
        this.pages = pages;
    }

    void show(RoutingContext ctx, Problem problem, LocalPath to) {
        Model model = new Model(
                pages.frame(ctx, problem.heading),
                problem.status,
                problem.heading,
                problem.advice,
                ProviderStartAction.address(to));
        pages.show(ctx, problem.status, "staff/provider/ProviderProblemPage.jte", model);
    }
}
