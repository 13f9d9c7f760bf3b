package dev.passback.adminui.testing;

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

/** One Chromium for all tests of this JVM, without a window, with a profile of its own. */
public final class Chromium {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final Browser BROWSER = launch();

    private Chromium() {}

    public static Browser shared() {
        return BROWSER;
    }

    private static Browser launch() {
        String node =
                Optional.ofNullable(System.getenv("PLAYWRIGHT_NODEJS_PATH")).orElseGet(() -> onPath("node"));
        String chromium =
                Optional.ofNullable(System.getenv("PASSBACK_CHROMIUM")).orElse("/usr/bin/chromium");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node, "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(chromium))
                        .setArgs(FLAGS));
    }

    private static String onPath(String program) {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new IllegalStateException(program + " is not on the PATH"));
    }
}
