package dev.passback.adminui;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.db.audit.Act;
import dev.passback.db.submission.SubmissionActions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page in every dress: nothing for axe to find, nothing in the console, nothing wider than the window. */
class LooksIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Map<String, String> PAGES = new LinkedHashMap<>();
    private static final Site SITE = Site.open();

    enum Dress {
        LIGHT(1440, ColorScheme.LIGHT),
        DARK(1440, ColorScheme.DARK),
        LAPTOP(1280, ColorScheme.LIGHT),
        TABLET(820, ColorScheme.DARK),
        PHONE(390, ColorScheme.LIGHT);

        private final int width;
        private final ColorScheme scheme;

        Dress(int width, ColorScheme scheme) {
            this.width = width;
            this.scheme = scheme;
        }

        Browser.NewContextOptions options() {
            return new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme);
        }
    }

    @BeforeAll
    static void fill() {
        Stock acme = new Stock(SITE.pool(), "acme-assess", "greenhouse:HWUTwvyx2wLoSUHphiWVrp28", "Globex Greenhouse");
        Stock skill = new Stock(SITE.pool(), "skillcheck", "workday:3kTz9pLmQwErTyUiOpAsDfGh", "Initech Workday");
        Stock walled = new Stock(SITE.pool(), "langtest", "lever:9ZxCvBnMaSdFgHjKlQwErTyU", "Umbrella Lever");
        for (int i = 0; i < 60; i++) {
            acme.age(
                    acme.delivered("Numerical reasoning " + i, new Target(Target.Kind.CANDIDATE, "Filler" + i)),
                    Duration.ofHours(200 - i));
        }
        SubmissionId warned = acme.age(
                acme.delivered(
                        "Coding test: Senior Backend Engineer",
                        Stock.CANDIDATE,
                        "The custom field \"Acme: Score\" does not exist in Greenhouse, so the attribute was left out.",
                        "The label was shortened to 50 characters."),
                Duration.ofHours(30));
        SubmissionId expired =
                acme.age(skill.expired("Language check: German C1", Stock.APPLICATION), Duration.ofHours(70));
        SubmissionId rejected = acme.age(acme.rejected("Personality profile", Stock.APPLICATION), Duration.ofHours(5));
        SubmissionId held =
                skill.age(skill.held("Case study: Product Manager", Stock.CANDIDATE), Duration.ofMinutes(95));
        SubmissionId twice =
                acme.age(acme.deliveredMaybeTwice("Situational judgement", Stock.CANDIDATE), Duration.ofMinutes(40));
        SubmissionId retried =
                acme.age(acme.retried("Coding test: Data Engineer", Stock.CANDIDATE), Duration.ofSeconds(40));
        SubmissionId again = acme.age(acme.rejected("Cognitive ability", Stock.APPLICATION), Duration.ofMinutes(12));
        Act act = new Act("staff:sam", Optional.of("customer reopened the application"), "127.0.0.1");
        await(new SubmissionActions(SITE.pool()).sendAgain(acme.tenant(), again, act));
        SubmissionId blocked = walled.age(walled.blocked("English B2", Stock.APPLICATION), Duration.ofMinutes(3));
        SubmissionId cancelled =
                skill.age(skill.cancelled("Sent by mistake", Stock.APPLICATION), Duration.ofMinutes(2));
        SubmissionId delivered = skill.delivered("Logical reasoning", Stock.APPLICATION);
        skill.sending("Typing speed", Stock.CANDIDATE);
        SubmissionId queued = skill.queued("Excel skills", Stock.APPLICATION);
        PAGES.put("list", "/submissions");
        PAGES.put("list-all", "/submissions?view=all");
        PAGES.put("list-queued", "/submissions?view=queued");
        PAGES.put("list-search", "/submissions?q=" + Stock.CANDIDATE.id());
        PAGES.put("list-nothing", "/submissions?view=delivered&warned=yes&q=nobody");
        PAGES.put("warned", "/submissions/" + warned);
        PAGES.put("expired", "/submissions/" + expired);
        PAGES.put("rejected", "/submissions/" + rejected);
        PAGES.put("held", "/submissions/" + held);
        PAGES.put("twice", "/submissions/" + twice);
        PAGES.put("retried", "/submissions/" + retried);
        PAGES.put("again", "/submissions/" + again);
        PAGES.put("blocked", "/submissions/" + blocked);
        PAGES.put("cancelled", "/submissions/" + cancelled);
        PAGES.put("delivered", "/submissions/" + delivered);
        PAGES.put("queued", "/submissions/" + queued);
        PAGES.put("not-found", "/submissions/nonsense");
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @EnumSource
    void every_page_is_fit_to_be_seen(Dress dress) {
        // Given
        try (Visitor visitor = Visitor.with(SITE, dress.options())) {
            look(visitor, dress, "sign-in", "/sign-in");
            visitor.signIn(Role.SUPPORT);
            // When
            PAGES.forEach((name, path) -> look(visitor, dress, name, path));
            // Then
            assertThat(visitor.complaints()).allMatch(complaint -> complaint.contains("404"));
        }
    }

    private static void look(Visitor visitor, Dress dress, String name, String path) {
        Page page = visitor.open(path);
        String file = name + "-" + dress.name().toLowerCase(java.util.Locale.ROOT) + ".png";
        page.screenshot(
                new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)).setFullPage(true));
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("axe on %s, %s", name, dress)
                .extracting(rule -> rule.getId() + " "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("too wide: %s, %s", name, dress)
                .isLessThanOrEqualTo(0);
    }
}
