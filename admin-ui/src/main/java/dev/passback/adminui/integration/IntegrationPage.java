package dev.passback.adminui.integration;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.adminui.page.Sentence;
import dev.passback.adminui.page.ShortText;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.Target;
import dev.passback.db.integration.IntegrationHealth;
import dev.passback.db.integration.IntegrationView;
import dev.passback.db.submission.TestLinks;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code /integration?tenant=…&id=…}: one integration: whether it sends, how much it bears, what follows a failure. */
public final class IntegrationPage {

    private static final int LONG_ID = 40;

    /**
     * The page.
     *
     * @param lastAccepted the hour in which the upstream last took something with the credential in force
     * @param lastRefused the hour in which it last let nothing through
     * @param forms for who may change the integration
     */
    public record Model(
            Frame frame,
            IntegrationView view,
            ShortText id,
            Badge state,
            Sentence standing,
            Moment created,
            Sentence credential,
            Optional<Moment> lastAccepted,
            Optional<Moment> lastRefused,
            Fare fare,
            Schedule schedule,
            Form settings,
            Optional<Forms> forms) {

        /** Where the form that ends so goes. */
        public String action(String word) {
            return IntegrationAddress.of("/integration/" + word, view);
        }

        /** Its submissions, those that match this too; all with an empty query. */
        public String submissions(String query) {
            return IntegrationAddress.submissions(view, query);
        }

        /** What it met. */
        public String problems() {
            return "/problems?tenant=" + PathText.encoded(view.tenant()) + "&integration="
                    + PathText.encoded(view.integration().ref().id());
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
    private final IntegrationHealth health;
    private final boolean sealing;
    private final Pages pages;
    private final InstantSource clock;

    IntegrationPage(
            IntegrationAddress address, IntegrationHealth health, boolean sealing, Pages pages, InstantSource clock) {
        this.address = address;
        this.health = health;
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
        IntegrationRef ref = view.integration().ref();
        Future<Map<IntegrationRef, IntegrationHealth.Health>> found = health.of(List.of(ref));
        Future<IntegrationHealth.Doors> doors = health.doors(ref);
        Future.all(found, doors)
                .map(both ->
                        model(ctx, view, Objects.requireNonNull(found.result().get(ref)), doors.result(), returned))
                .onSuccess(model -> pages.show(ctx, status, "integration/IntegrationPage.jte", model))
                .onFailure(ctx::fail);
    }

    private Model model(
            RoutingContext ctx,
            IntegrationView view,
            IntegrationHealth.Health found,
            IntegrationHealth.Doors doors,
            Optional<Form> returned) {
        Instant now = clock.instant();
        boolean admin = Session.of(ctx).role().includes(Role.ADMIN);
        return new Model(
                pages.frame(ctx, view.integration().label()).in(Section.INTEGRATIONS),
                view,
                ShortText.of(view.integration().ref().id(), LONG_ID),
                IntegrationLooks.of(view.integration().state()),
                standing(view, now),
                Moment.of(view.createdAt(), now),
                credential(view, now),
                doors.opened().map(at -> Moment.of(at, now)),
                doors.shut().map(at -> Moment.of(at, now)),
                Fare.of(found, view.capNow().orElse(view.integration().limits().cap()), now),
                Schedule.of(view.integration().retry()),
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

    private static Sentence credential(IntegrationView view, Instant now) {
        Moment since = Moment.of(view.credentialSince(), now);
        return Sentence.of("Version " + view.credentialVersion() + ", in force since ")
                .clock(since)
                .say(" (")
                .ago(since)
                .say("). Sealed with key " + view.credentialKey() + ".");
    }

    private static Sentence standing(IntegrationView view, Instant now) {
        String why = view.stateReason().map(reason -> ": “" + reason + "”").orElse("");
        Moment since = Moment.of(view.stateSince(), now);
        return switch (view.integration().state()) {
            case ACTIVE ->
                Sentence.of("Sends, since ").clock(since).say(" (").ago(since).say(").");
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
