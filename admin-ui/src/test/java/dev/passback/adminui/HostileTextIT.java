package dev.passback.adminui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.statistics.Folding;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tenants, upstreams and staff wrote is text on every page that shows it, and nothing else. */
class HostileTextIT {

    private static final Site SITE = Site.open();
    private static final List<String> BOOMS = new ArrayList<>();
    private static Visitor ada;
    private static int made;

    @BeforeAll
    static void open() {
        ada = Visitor.of(SITE).signIn(Role.ADMIN);
        ada.page().onDialog(dialog -> BOOMS.add(dialog.message()));
        ada.page().exposeFunction("boom", called -> BOOMS.add("boom"));
    }

    @AfterAll
    static void close() {
        ada.close();
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
        HostileStock stock = new HostileStock(SITE, "tenant " + ++made, text);
        SubmissionId warned = stock.warned();
        SubmissionId id = stock.submission();
        UUID job = stock.job();
        stock.more();
        Folding.anew(SITE.pool());
        // When // Then
        look("/submissions/" + warned, "warned " + text, "warning " + text, "means " + text);
        look("/submissions/" + id, "label " + text, "late " + text, "sam " + text, "because " + text);
        look("/submissions?q=", "label " + text, "view " + text);
        look("/submissions?q=" + encoded(text));
        look("/submissions?q=" + encoded("label:\"" + text) + "&view=" + encoded(text));
        look("/submissions?q=state:nowhere&tenant=" + encoded(text) + "&integration=" + encoded(text));
        look("/", "label " + text);
        look("/problems", "label " + text);
        look("/problems?tenant=" + encoded(text) + "&text=" + encoded(text));
        look(stock.problemPage(), "message " + text);
        look("/warnings");
        look("/warnings?text=" + encoded(text));
        look(stock.warningPage(), "warning " + text, "means " + text, "sam " + text);
        look("/integrations", "label " + text, "paused " + text);
        look(stock.integrationPage(), "label " + text, "paused " + text);
        look("/tenants", "tenant " + made + " " + text);
        look(stock.tenantPage(), "key " + text);
        look("/jobs", "because " + text);
        look("/jobs/" + job, "because " + text);
        look("/jobs/new?q=" + encoded(text));
        look("/audit", "sam " + text, "because " + text);
        look("/audit?actor=" + encoded(text) + "&from=" + encoded(text));
        look("/nowhere/" + encoded(text));
        assertThat(ada.complaints()).allMatch(complaint -> complaint.matches(".* a status of 40[04] .*"));
    }

    private static void look(String path, String... words) {
        Page page = ada.open(path);
        page.locator("summary:visible").all().forEach(Locator::click);
        String shown = page.locator("body").innerText();
        assertThat(List.of(words)).as(path).allSatisfy(word -> assertThat(shown).contains(word));
        assertThat(page.locator(
                                "main :is(script, img, iframe, [onload], [onerror], [onfocus], [onmouseover]), body svg[onload], title > *")
                        .count())
                .as(path)
                .isZero();
        assertThat(page.locator(":is([href], [action], [formaction], [src])")
                        .evaluateAll(
                                "all => all.filter(e => [e.href, e.action, e.formAction, e.src].some(a => /^\\s*(javascript|data|vbscript):/i.test(a?.baseVal ?? a ?? '')))"
                                        + ".map(e => e.outerHTML)"))
                .as(path)
                .asInstanceOf(LIST)
                .isEmpty();
        assertThat(BOOMS).as(path).isEmpty();
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, UTF_8);
    }
}
