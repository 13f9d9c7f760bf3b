package dev.passback.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.DemoPorts;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.PassbackProcess;
import dev.passback.systemtests.program.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Support staff at work, on the pages of a running demo. Its pictures are those of the README: with {@code -Dpassback.pictures=true}
 * they are taken over into docs/images.
 */
@Timeout(180)
class BrowserIT {

    private static final Path IMAGES = Path.of("..", "docs", "images");
    private static final String WARNED = "Fj7TqWzNcKx3VhMbPrY5LsGd";
    private static final String PICTURED = "Bq6HdYpRnJw4TxVcKz9MfLsE";
    private static final String FAILING = "Nk2RwYtXbHq8VcJfLm4ZsPaE";

    @TempDir
    private static Path folder;

    private static PassbackProcess demo;
    private static JsonObject ready;
    private static Caller caller;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        demo = PassbackCommands.of(BrowserIT.class).start(DemoPorts.free().words(folder, "--json"));
        ready = demo.ready();
        caller = new Caller(ready.getString("api"), ready.getString("key"));
        caller.put(
                ready.getString("sandbox").replaceFirst("/v1$", "") + "/sandbox/rules",
                new JsonArray()
                        .add(rule(WARNED, "warnings-1"))
                        .add(rule(PICTURED, "warnings-1"))
                        .add(rule(FAILING, "422-REMOTE.INPUT_INVALIDx1"))
                        .encode());
        chromium = Chromium.launch();
    }

    @AfterAll
    static void end() {
        chromium.close();
        demo.terminate();
    }

    @Test
    void somebody_signs_in_finds_a_submission_by_its_candidate_and_reads_its_warning() throws IOException {
        // Given
        Reply reply = caller.post(ready.getString("integration"), WARNED);
        try (Visitor visitor = new Visitor(chromium, ready.getString("ui"), ColorScheme.LIGHT)) {
            // When
            Page page = visitor.signIn(ready.getJsonObject("staff")).find(WARNED);
            // Then
            assertThat(reply.warnings()).hasSize(1);
            assertThat(page.locator("#warnings li"))
                    .containsText(reply.warnings().getFirst());
            assertThat(page.locator("header .badge").first()).hasText("Delivered");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_failed_one_is_sent_again_and_seen_delivered() throws IOException {
        // Given
        Reply reply = caller.post(ready.getString("integration"), FAILING);
        assertThat(reply.status()).isEqualTo(422);
        try (Visitor visitor = new Visitor(chromium, ready.getString("ui"), ColorScheme.LIGHT)) {
            Page page = visitor.signIn(ready.getJsonObject("staff")).find(FAILING);
            assertThat(page.locator("article .badge").first()).hasText("Rejected");
            // When
            page.getByLabel("Why").fill("the customer mended the field");
            page.locator("#send-again").click();
            // Then
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                page.reload();
                return page.locator("article .badge").first().innerText().equals("Delivered");
            });
            assertThat(page.locator(".timeline")).containsText("the customer mended the field");
            assertThat(page.locator("#attempt-2")).containsText("200");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axe_and_the_console_find_nothing_on_the_pages(ColorScheme scheme) throws IOException {
        // Given
        String dress = "-" + scheme.name().toLowerCase(Locale.ROOT);
        String submission =
                caller.post(ready.getString("integration"), PICTURED).submission();
        try (Visitor visitor = new Visitor(chromium, ready.getString("ui"), scheme)) {
            // When
            visitor.open("/sign-in");
            visitor.picture("sign-in" + dress);
            visitor.signIn(ready.getJsonObject("staff"));
            visitor.open("/");
            Path overview = visitor.picture("overview" + dress);
            visitor.open("/submissions?q=");
            Path list = visitor.picture("submissions" + dress);
            visitor.open("/submissions/" + submission);
            Path detail = visitor.picture("submission" + dress);
            // Then
            assertThat(visitor.complaints()).isEmpty();
            keep(overview);
            keep(list);
            keep(detail);
        }
    }

    private static void keep(Path picture) throws IOException {
        if (Boolean.getBoolean("passback.pictures")) {
            Files.createDirectories(IMAGES);
            Files.copy(picture, IMAGES.resolve(picture.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static JsonObject rule(String target, String force) {
        return new JsonObject().put("integration", "*").put("target", target).put("force", force);
    }
}
