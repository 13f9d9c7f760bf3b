package dev.passback.adminui.integration;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.adminui.page.Sentence;
import dev.passback.adminui.page.ShortText;
import dev.passback.core.integration.Integration;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.Target;
import dev.passback.db.integration.IntegrationView;
import dev.passback.db.submission.TestLinks;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** {@code /integration?tenant=…&id=…}: one integration: whether it sends, how much it bears, what follows a failure. */
public final class IntegrationPage {

    private static final int LONG_ID = 40;

    /**
     * The page.
     *
     * @param forms for who may change the integration
     */
    public record Model(
            Frame frame,
            IntegrationView view,
            ShortText id,
            Badge state,
            Sentence standing,
            Moment created,
            Moment credentialSince,
            Form settings,
            Optional<Forms> forms) {

        /** Where the form that ends so goes. */
        public String action(String word) {
            return IntegrationAddress.of("/integration/" + word, view);
        }

        public boolean active() {
            return view.integration().state() == Integration.State.ACTIVE;
        }

        public boolean paused() {
            return view.integration().state() == Integration.State.PAUSED;
        }
    }

    /**
     * The forms of the page besides the settings.
     *
     * @param sealing whether new credentials can be sealed here
     */
    public record Forms(boolean sealing, Form credential, Form pause, Form test) {}

    private final IntegrationAddress address;
    private final boolean sealing;
    private final Pages pages;
    private final InstantSource clock;

    IntegrationPage(IntegrationAddress address, boolean sealing, Pages pages, InstantSource clock) {
        this.address = address;
        this.sealing = sealing;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        address.find(ctx)
                .onSuccess(view -> show(ctx, 200, view, Optional.empty()))
                .onFailure(ctx::fail);
    }

    /** Shows it with a form that came back. */
    void showAgain(RoutingContext ctx, IntegrationView view, Form returned) {
        show(ctx, 422, view, Optional.of(returned));
    }

    private void show(RoutingContext ctx, int status, IntegrationView view, Optional<Form> returned) {
        pages.show(ctx, status, "integration/IntegrationPage.jte", model(ctx, view, returned));
    }

    private Model model(RoutingContext ctx, IntegrationView view, Optional<Form> returned) {
        Instant now = clock.instant();
        boolean admin = Session.of(ctx).role().includes(Role.ADMIN);
        return new Model(
                pages.frame(ctx, view.integration().label()).in(Section.INTEGRATIONS),
                view,
                ShortText.of(view.integration().ref().id(), LONG_ID),
                IntegrationLooks.of(view.integration().state()),
                standing(view, now),
                Moment.of(view.createdAt(), now),
                Moment.of(view.credentialSince(), now),
                SettingsForm.of(view).or(returned),
                admin ? Optional.of(forms(returned)) : Optional.empty());
    }

    private Forms forms(Optional<Form> returned) {
        Form test =
                Form.empty("test").with("kind", Target.Kind.CANDIDATE.word()).with("url", TestLinks.DEFAULT_URL);
        return new Forms(
                sealing,
                Form.empty("credential").or(returned),
                Form.empty("pause").or(returned),
                test.or(returned));
    }

    private static Sentence standing(IntegrationView view, Instant now) {
        String why = view.stateReason().map(reason -> ": “" + reason + "”").orElse("");
        Moment since = Moment.of(view.stateSince(), now);
        return switch (view.integration().state()) {
            case ACTIVE ->
                Sentence.of("Sends, since ").ago(since).say(" (").clock(since).say(").");
            case PAUSED ->
                Sentence.of("Paused by a person ")
                        .ago(since)
                        .say(why)
                        .say(". What tenants post is stored and waits until somebody releases it.");
            case BLOCKED ->
                Sentence.of("Blocked by the gateway ")
                        .ago(since)
                        .say(why)
                        .say(
                                ". What tenants post is stored and waits. Every few minutes one submission is sent to see whether"
                                        + " that is mended; releasing it sends them all.");
        };
    }
}
