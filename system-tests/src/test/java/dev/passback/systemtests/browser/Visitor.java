package dev.passback.systemtests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser window, whose console is listened to. */
final class Visitor implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int PATIENCE_MS = 15_000;

    private final BrowserContext window;
    private final Page page;
    private final String site;
    private final List<String> complaints = new ArrayList<>();

    Visitor(Chromium chromium, String site, ColorScheme scheme) {
        this.site = site;
        window = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 800)
                        .setColorScheme(scheme));
        window.setDefaultTimeout(PATIENCE_MS);
        page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequestFailed(request -> complaints.add("failed: " + request.url()));
    }

    Visitor signIn(JsonObject staff) {
        open("/");
        page.getByLabel("Name").fill(staff.getString("name"));
        page.getByLabel("Password").fill(staff.getString("password"));
        page.locator("main button").click();
        page.waitForURL(site + "/");
        return this;
    }

    Page open(String path) {
        page.navigate(site + path);
        return page;
    }

    /** Pastes into the search box of whatever page is open, and opens the one that is found. */
    Page find(String words) {
        page.getByLabel("Find a submission").fill(words);
        page.keyboard().press("Enter");
        page.waitForURL("**/submissions?*");
        assertThat(page.locator("a.row-link").count()).as("found for %s", words).isEqualTo(1);
        page.locator("a.row-link").click();
        page.waitForURL("**/submissions/*");
        return page;
    }

    /** Takes a picture into target/screenshots; nothing may be wrong with the page. */
    Path picture(String name) {
        Path file = SCREENSHOTS.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("axe on %s", name)
                .extracting(rule -> rule.getId() + " " + rule.getHelp())
                .isEmpty();
        return file;
    }

    /** What the browser's console said against us. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        window.close();
    }
}
