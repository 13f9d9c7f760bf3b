package dev.passback.systemtests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Chromium without a window, with a profile of its own: the one of {@code PASSBACK_CHROMIUM}, else Debian's. Playwright's own
 * driver runs on the Node.js of {@code PLAYWRIGHT_NODEJS_PATH}, else on that of the PATH.
 */
public record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    public static Chromium launch() {
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        String program = Optional.ofNullable(System.getenv("PASSBACK_CHROMIUM")).orElse("/usr/bin/chromium");
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of(program))
                                .setArgs(FLAGS)));
    }

    private static String node() {
        return Optional.ofNullable(System.getenv("PLAYWRIGHT_NODEJS_PATH")).orElseGet(Chromium::nodeOnPath);
    }

    private static String nodeOnPath() {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new IllegalStateException("node is not on the PATH"));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
