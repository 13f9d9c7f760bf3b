package dev.passback.adminui;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Results;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.problem.Cause;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.audit.Act;
import dev.passback.db.problem.CauseStore;
import dev.passback.db.statistics.Folding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Overview, problems and warnings in every dress, and by keyboard. */
class InsightLooksIT {

    private static final String FIELD =
            "The custom field \"%s\" does not exist in Greenhouse, so the attribute was left out.";

    private static final Site SITE = Site.open();
    private static final Site EMPTY = Site.open();
    private static final List<Look> LOOKS = new ArrayList<>();

    @BeforeAll
    static void fill() {
        Random dice = new Random(5);
        Stock acme = new Stock(SITE.pool(), "acme-assess", "greenhouse:HWUTwvyx2wLoSUHphiWVrp28", "Globex Greenhouse");
        Stock skill = new Stock(SITE.pool(), "skillcheck", "workday:3kTz9pLmQwErTyUiOpAsDfGh", "Initech Workday");
        Stock walled = new Stock(SITE.pool(), "langtest", "lever:9ZxCvBnMaSdFgHjKlQwErTyU", "Umbrella Lever");
        for (int i = 0; i < 60; i++) {
            Stock stock = i % 3 == 0 ? skill : acme;
            SubmissionId id = switch (i % 12) {
                case 5 -> stock.rejected("Logic test", Stock.CANDIDATE);
                case 8 -> stock.expired("Logic test", Stock.CANDIDATE);
                case 3, 7 -> stock.delivered("Logic test", Stock.CANDIDATE, FIELD.formatted("Score " + i));
                default -> stock.delivered("Logic test", Stock.CANDIDATE);
            };
            stock.age(id, Duration.ofMinutes(dice.nextInt(i < 40 ? 1_400 : 20_000)));
        }
        acme.delivered("Typing test", Stock.CANDIDATE, "The label was shortened to 50 characters.");
        skill.held("Case study", Stock.CANDIDATE);
        acme.age(acme.queued("Late one", Stock.CANDIDATE), Duration.ofMinutes(17));
        walled.blocked("English B2", Stock.APPLICATION);
        SubmissionId warned = acme.delivered("Warned", Stock.CANDIDATE, FIELD.formatted("Rank"));
        Cause cause = Cause.ofWarning(FIELD.formatted("x"));
        await(new CauseStore(SITE.pool())
                .explain(
                        cause.id(),
                        0,
                        "The customer has not made this field in Greenhouse.\nAsk them to add it under Configure → Custom fields,"
                                + " then send the result again.",
                        new Act("staff:ada", Optional.empty(), "127.0.0.1")));
        Folding.anew(SITE.pool());
        Cause refused = Cause.of(Results.refused()).orElseThrow();
        look("overview", "/");
        look("overview-hour", "/?range=1h");
        look("overview-month", "/?range=30d");
        look("problems", "/problems");
        look("problem", "/problems/" + refused.on(acme.integration()));
        look("problem-warning", "/problems/" + cause.on(acme.integration()));
        look("problems-none", "/problems?state=muted");
        look("warnings", "/warnings");
        look("warning", "/warnings/" + cause.id());
        look("submission-warned", "/submissions/" + warned);
    }

    private static void look(String name, String path) {
        LOOKS.add(new Look(name, SITE, Role.SUPPORT, path));
    }

    @AfterAll
    static void close() {
        SITE.close();
        EMPTY.close();
    }

    @Test
    void every_page_is_fit_to_be_seen() {
        try (Visitor visitor = Visitor.with(SITE, Look.window())) {
            visitor.signIn(Role.SUPPORT);
            // When
            LOOKS.forEach(look -> look.by(visitor));
            // Then
            assertThat(visitor.complaints()).isEmpty();
            // When
            visitor.page().keyboard().press("g");
            visitor.page().keyboard().press("p");
            visitor.page().waitForURL("**/problems");
            visitor.page().keyboard().press("g");
            visitor.page().keyboard().press("o");
            // Then
            visitor.page().waitForURL(SITE.url("/"));
        }
    }

    @Test
    void an_empty_start_page_says_so() {
        try (Visitor visitor = Visitor.with(EMPTY, Look.window())) {
            visitor.signIn(Role.ADMIN);
            // When
            new Look("overview-empty", EMPTY, Role.ADMIN, "/").by(visitor);
            // Then
            assertThat(visitor.page().textContent("main")).contains("Nothing in this time.");
        }
    }
}
