package dev.passback.adminui;

import static dev.passback.adminui.testing.Waiting.await;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.passback.adminui.testing.Results;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.Act;
import dev.passback.db.submission.SubmissionActions;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every page in every dress: nothing for axe to find, nothing in the console, nothing wider than the window. */
class LooksIT {

    static final List<Look> LOOKS = new ArrayList<>();
    private static final Site SITE = Site.open();
    private static final Site EMPTY = Site.open();
    private static final Site CALM = Site.open();

    @BeforeAll
    static void fill() {
        Stock acme = new Stock(SITE.pool(), "acme-assess", "greenhouse:HWUTwvyx2wLoSUHphiWVrp28", "Globex Greenhouse");
        Stock skill = new Stock(SITE.pool(), "skillcheck", "workday:3kTz9pLmQwErTyUiOpAsDfGh", "Initech Workday");
        Stock walled = new Stock(SITE.pool(), "langtest", "lever:9ZxCvBnMaSdFgHjKlQwErTyU", "Umbrella Lever");
        one("warned", acme.age(warned(acme), Duration.ofHours(30)));
        one("expired", skill.age(skill.expired("German C1", Stock.APPLICATION), Duration.ofHours(70)));
        one("rejected", acme.age(acme.rejected("Personality profile", Stock.APPLICATION), Duration.ofHours(5)));
        one("held", skill.age(skill.held("Case study: Product Manager", Stock.CANDIDATE), Duration.ofMinutes(95)));
        one("twice", acme.age(acme.deliveredMaybeTwice("Situational", Stock.CANDIDATE), Duration.ofMinutes(40)));
        one("retried", acme.age(acme.retried("Coding test: Data", Stock.CANDIDATE), Duration.ofSeconds(40)));
        one("again", act(acme, "Cognitive ability", SubmissionActions::sendAgain));
        one("stopped", act(acme, "Sales simulation", SubmissionActions::hold));
        one("marked", act(acme, "Language: French", SubmissionActions::markDelivered));
        one("late", acme.age(acme.late("Video interview", Stock.CANDIDATE, Results.taken()), Duration.ofMinutes(4)));
        forms(skill);
        one("blocked", walled.age(walled.blocked("English B2", Stock.APPLICATION), Duration.ofMinutes(3)));
        one("cancelled", skill.age(skill.cancelled("Sent by mistake", Stock.APPLICATION), Duration.ofMinutes(2)));
        one("delivered", skill.delivered("Logical reasoning", Stock.APPLICATION));
        one("sending", skill.sending("Typing speed", Stock.CANDIDATE).id());
        SubmissionId queued = skill.queued("Excel skills", Stock.APPLICATION);
        one("queued", queued);
        LOOKS.add(new Look("revealed", SITE, Role.SUPPORT, "/submissions/" + queued, LooksIT::reveal));
        SubmissionId asked = skill.queued("Excel for beginners", Stock.APPLICATION);
        LOOKS.add(new Look("reveal-returned", SITE, Role.SUPPORT, "/submissions/" + asked, page -> {
            page.fill("#reason-reveal", " ");
            page.click("#reveal button");
        }));
        LOOKS.add(new Look("masked", SITE, Role.VIEWER, "/submissions/" + queued));
        Stock calm = new Stock(CALM.pool(), "acme-assess", "greenhouse:HWUTwvyx2wLoSUHphiWVrp28", "Globex Greenhouse");
        for (int i = 0; i < 55; i++) {
            calm.delivered("Numerical reasoning " + i, new Target(Target.Kind.CANDIDATE, "8Xi6iZrwusZqJmDGXs4" + i));
        }
        lists();
    }

    private static void lists() {
        LOOKS.add(new Look("list", SITE, Role.SUPPORT, "/submissions"));
        LOOKS.add(new Look("list-all", SITE, Role.SUPPORT, "/submissions?q="));
        LOOKS.add(new Look("list-queued", SITE, Role.SUPPORT, "/submissions?q=state:queued,sending"));
        LOOKS.add(new Look("list-found", SITE, Role.SUPPORT, "/submissions?q=" + Stock.CANDIDATE.id()));
        LOOKS.add(new Look("list-unknown", SITE, Role.SUPPORT, "/submissions?q=nobody"));
        LOOKS.add(new Look("list-none", SITE, Role.SUPPORT, "/submissions?q=state:sending+nobody"));
        LOOKS.add(new Look("not-found", SITE, Role.SUPPORT, "/submissions/nonsense"));
        LOOKS.add(new Look("none-yet", EMPTY, Role.ADMIN, "/submissions"));
        LOOKS.add(new Look("list-long", CALM, Role.ADMIN, "/submissions?q="));
        LOOKS.add(new Look("nothing-to-do", CALM, Role.ADMIN, "/submissions"));
    }

    private static void one(String name, SubmissionId id) {
        LOOKS.add(new Look(name, SITE, Role.SUPPORT, "/submissions/" + id));
    }

    private static SubmissionId warned(Stock stock) {
        return stock.delivered(
                "Coding test: Senior Backend Engineer",
                Stock.CANDIDATE,
                "The custom field \"Acme: Score\" does not exist in Greenhouse, so the attribute was left out.",
                "The label was shortened to 50 characters.");
    }

    private interface Deed {
        Future<Boolean> make(SubmissionActions actions, TenantId tenant, SubmissionId id, Act act);
    }

    private static SubmissionId act(Stock stock, String label, Deed deed) {
        SubmissionId id = stock.age(stock.retried(label, Stock.APPLICATION), Duration.ofMinutes(5));
        Act act = new Act("staff:sam", Optional.of("customer reopened the application"), "127.0.0.1");
        assertThat(await(deed.make(new SubmissionActions(SITE.pool()), stock.tenant(), id, act)))
                .isTrue();
        return id;
    }

    /** All forms open; and one that came back. */
    private static void forms(Stock stock) {
        SubmissionId id = stock.age(stock.held("Numerical reasoning", Stock.CANDIDATE), Duration.ofHours(80));
        String path = "/submissions/" + id;
        LOOKS.add(new Look("acts", SITE, Role.SUPPORT, path, LooksIT::openForms));
        LOOKS.add(new Look("act-returned", SITE, Role.SUPPORT, path, page -> {
            openForms(page);
            page.fill("#reason-mark-delivered", " ");
            page.click("#mark-delivered");
        }));
    }

    private static void reveal(Page page) {
        if (page.locator("#reason-reveal").count() > 0) {
            page.fill("#reason-reveal", "the customer asks which score was sent");
            page.click("#reveal button");
        }
    }

    private static void openForms(Page page) {
        page.locator("details.act summary").all().forEach(Locator::click);
    }

    @AfterAll
    static void close() {
        SITE.close();
        EMPTY.close();
        CALM.close();
    }

    @Test
    void every_page_is_fit_to_be_seen() {
        // Given
        Map<String, List<Look>> windows = LOOKS.stream()
                .collect(Collectors.groupingBy(
                        look -> look.site().url("/") + look.role(), LinkedHashMap::new, toList()));
        windows.values().forEach(looks -> {
            try (Visitor visitor = Visitor.with(looks.getFirst().site(), Look.window())) {
                if (looks.contains(LOOKS.getFirst())) {
                    new Look("sign-in", SITE, Role.VIEWER, "/sign-in").by(visitor);
                }
                visitor.signIn(looks.getFirst().role());
                // When
                looks.forEach(look -> look.by(visitor));
                // Then
                assertThat(visitor.complaints())
                        .allMatch(complaint -> complaint.contains("404 (Not Found)")
                                || complaint.contains("422 (Unprocessable Entity)"));
            }
        });
    }
}
