package dev.passback.adminui.submission;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.passback.adminui.testing.Results;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.db.audit.Act;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.db.delivery.Settlement;
import dev.passback.db.submission.SubmissionActions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextIT {

    private static final Site SITE = Site.open();
    private static int made;

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>boom()</script>",
                "\"><img src=x onerror=boom()>",
                "'\"><svg/onload=boom()>",
                "javascript:boom()",
                "</pre></textarea></title><script>boom()</script>",
                "` onmouseover=boom() autofocus onfocus=boom() x=`",
                "{{constructor.constructor('boom()')()}}${boom()}",
                "<!--<a href=\"javascript:boom()\">-->",
                "&lt;b&gt; \u202Egnirts"
            })
    void hostile_text_is_shown_as_text_wherever_it_comes_from(String text) {
        // Given
        SubmissionId id = everywhere(text);
        try (Visitor ada = Visitor.of(SITE).signIn(Role.ADMIN)) {
            List<String> booms = new ArrayList<>();
            ada.page().onDialog(dialog -> booms.add(dialog.message()));
            ada.page().exposeFunction("boom", called -> booms.add("boom"));
            // When
            Page list = ada.open("/submissions?q=");
            String listed = list.locator("tbody").innerText();
            Page page = ada.open("/submissions/" + id);
            page.locator("summary").all().forEach(summary -> summary.click());
            String shown = page.locator("main").innerText();
            String events = page.locator(".timeline").innerText();
            String next = page.locator(".next").innerText();
            // Then
            assertThat(listed).contains(text);
            assertThat(shown).contains(text);
            assertThat(events).contains("Because late " + text, "sam " + text + ": hold", "because " + text);
            assertThat(next).contains("Held by sam " + text, "“because " + text + "”");
            assertThat(page.locator("main :is(script, img, svg[onload], [onerror], [onfocus])")
                            .count())
                    .isZero();
            assertThat(page.locator("[href^='javascript' i]").count()).isZero();
            assertThat(booms).isEmpty();
            assertThat(ada.complaints()).isEmpty();
        }
    }

    private static SubmissionId everywhere(String text) {
        made++;
        Stock stock = new Stock(SITE.pool(), "tenant " + made + text, "id:" + made + text, "label " + text);
        UpstreamError error = new UpstreamError("CODE" + text, "title " + text, "message " + text, text);
        Answer answer = new Answer(422, Map.of("x-text", text), "{\"a\":\"" + text + "\"}", false, Optional.of(error));
        Target target = new Target(Target.Kind.CANDIDATE, text);
        ResultLink link = new ResultLink("label " + text, text, "{\"label\":\"" + text + "\"}");
        AttemptResult refused = new AttemptResult(
                new Outcome.Refused("reason " + text),
                Optional.of(answer),
                new Timing(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)));
        stock.settle(
                stock.sending(new ResultLink("warned " + text, text, text), target),
                Results.taken("warning " + text),
                new NextStep.Delivered());
        Claimed claimed = stock.sending(link, target);
        AttemptResult late = AttemptResult.unanswered(new Outcome.Unsure("late " + text), Timing.NONE);
        await(new DeliveryQueue(SITE.pool(), "n").noteLate(new Settlement(claimed, late, new NextStep.Held())));
        SubmissionId id = stock.settle(claimed, refused, new NextStep.Again(Duration.ofHours(1)));
        Act act = new Act("staff:sam " + text, Optional.of("because " + text), "127.0.0.1");
        await(new SubmissionActions(SITE.pool()).hold(stock.tenant(), id, act));
        return id;
    }
}
