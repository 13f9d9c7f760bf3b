package dev.passback.systemtests.provider;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.passback.db.testing.TestDatabase;
import dev.passback.systemtests.browser.Chromium;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Serving;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Staff sign in at a Keycloak, in a browser that holds us to our Content-Security-Policy. */
@Timeout(300)
class KeycloakIT {

    private static final String PASSWORD = "correct horse battery staple";

    private static final Deque<AutoCloseable> OPENED = new ArrayDeque<>();
    private static Serving node;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        Keycloak keycloak = opened(Keycloak.start(freePort()));
        TestDatabase database = opened(TestDatabase.create());
        PassbackCommands commands = PassbackCommands.of(KeycloakIT.class);
        Installation installation = Installation.create(commands, database.url());
        installation.staff("local", "admin", PASSWORD);
        int port = freePort();
        commands.with("PASSBACK_UI_PORT", Integer.toString(port))
                .with("PASSBACK_PUBLIC_UI_URL", "http://127.0.0.1:" + port)
                .with("PASSBACK_OIDC_ISSUER", keycloak.issuer().toString())
                .with("PASSBACK_OIDC_CLIENT_ID", "passback")
                .with("PASSBACK_OIDC_CLIENT_SECRET", "client-secret")
                .with("PASSBACK_OIDC_ROLES", "support=passback-support");
        node = opened(installation.serve());
        chromium = opened(Chromium.launch());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static <T extends AutoCloseable> T opened(T thing) {
        OPENED.push(thing);
        return thing;
    }

    /** In case the start failed half way: what was opened, the last one first. */
    @AfterAll
    static void end() throws Exception {
        while (!OPENED.isEmpty()) {
            OPENED.pop().close();
        }
    }

    @Test
    void somebody_of_the_right_group_signs_in_and_out_here_and_there() {
        try (BrowserContext window = chromium.browser().newContext()) {
            // Given
            Page page = window.newPage();
            // When
            signIn(page, "anna");
            // Then
            page.waitForURL(node.ui() + "/");
            assertThat(page.locator(".who")).containsText("anna");
            assertThat(page.locator(".who")).containsText("support");
            // When
            page.getByText("Sign out").click();
            // Then
            page.waitForURL("**/sign-in");
            assertThat(page.locator(".flash")).containsText("You are signed out.");
            // When: had the session there gone on, this would let her in without a word
            page.navigate(node.ui() + "/sign-in/provider");
            // Then
            assertThat(page.locator("#kc-login")).isVisible();
        }
    }

    @Test
    void somebody_of_another_group_is_told_whom_to_ask() {
        try (BrowserContext window = chromium.browser().newContext()) {
            // Given
            Page page = window.newPage();
            // When
            signIn(page, "paul");
            // Then
            page.waitForURL("**/sign-in/provider/return*");
            assertThat(page.locator("main")).containsText("You have no role here");
        }
    }

    private static void signIn(Page page, String name) {
        page.navigate(node.ui() + "/sign-in");
        page.getByText("Sign in with 127.0.0.1").click();
        page.fill("#username", name);
        page.fill("#password", PASSWORD);
        page.click("#kc-login");
    }
}
