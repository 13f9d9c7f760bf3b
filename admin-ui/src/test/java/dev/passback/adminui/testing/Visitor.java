package dev.passback.adminui.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.passback.core.staff.Role;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser window, whose console is listened to. */
public final class Visitor implements AutoCloseable {

    private final Site site;
    private final BrowserContext window;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Visitor(Site site, Browser.NewContextOptions options) {
        this.site = site;
        this.window = Chromium.shared().newContext(options);
        window.setDefaultTimeout(10_000);
        page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    public static Visitor of(Site site) {
        return new Visitor(site, options());
    }

    public static Visitor with(Site site, Browser.NewContextOptions options) {
        return new Visitor(site, options);
    }

    /** A window of 1440 by 900 in the light theme. */
    public static Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setViewportSize(1440, 900).setColorScheme(ColorScheme.LIGHT);
    }

    /** With a session of one's own, got without the browser: the page for it has tests of its own. */
    public Visitor signIn(Role role) {
        window.addCookies(Client.signedIn(site, role).cookies().entrySet().stream()
                .map(cookie -> new Cookie(cookie.getKey(), cookie.getValue()).setUrl(site.url("/")))
                .toList());
        page.navigate(site.url("/submissions"));
        return this;
    }

    /** Goes to a page of the site. */
    public Page open(String path) {
        page.navigate(site.url(path));
        return page;
    }

    public Page page() {
        return page;
    }

    /** What the browser's console said against us. */
    public List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        window.close();
    }
}
