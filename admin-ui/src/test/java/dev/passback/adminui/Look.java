package dev.passback.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.staff.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A page that is looked at: nothing for axe to find, nothing wider than the window, nothing that needs a mouse. Pictures of it are left in target/screenshots.
 *
 * @param first what is done before
 */
record Look(String name, Site site, Role role, String path, Consumer<Page> first) {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    Look(String name, Site site, Role role, String path) {
        this(name, site, role, path, page -> {});
    }

    /** How. The page is not loaded anew for each: it follows the window and the scheme by its styles alone. */
    enum Dress {
        LIGHT(1440, ColorScheme.LIGHT),
        DARK(1440, ColorScheme.DARK),
        PHONE(390, ColorScheme.LIGHT);

        private final int width;
        private final ColorScheme scheme;

        Dress(int width, ColorScheme scheme) {
            this.width = width;
            this.scheme = scheme;
        }

        void put(Page page) {
            page.setViewportSize(width, HEIGHT);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        }
    }

    private static final int HEIGHT = 900;

    /** In which dress every control is walked to, one by one; in a narrow window too where there is time. */
    private static final List<Dress> WALKED =
            Boolean.getBoolean("passback.long") ? List.of(Dress.LIGHT, Dress.PHONE) : List.of(Dress.LIGHT);

    /** Others' windows; one of 1280 at 200 % zoom is one of 640. */
    private static final List<Integer> WIDTHS = List.of(1280, 820, 640);

    /** A window in which colours change at once when the scheme does, so that none is measured half way. */
    static Browser.NewContextOptions window() {
        return new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    }

    /** Looks at it in every dress and width. */
    void by(Visitor visitor) {
        Page page = visitor.open(path);
        first.accept(page);
        for (Dress dress : Dress.values()) {
            dress.put(page);
            fitsIn(page, dress.width);
            picture(page, dress);
            switch (dress) {
                case LIGHT -> examine(axe(page), dress);
                // the elements are the same, only their colours are others
                case DARK -> examine(axe(page).withRules(List.of("color-contrast")), dress);
                case PHONE -> {}
            }
        }
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            fitsIn(page, width);
        }
        for (Dress dress : WALKED) {
            dress.put(page);
            KeyboardAlone.reachesAll(page, name + ", " + dress);
        }
    }

    private void fitsIn(Page page, int width) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("too wide: %s in %d", name, width)
                .isLessThanOrEqualTo(0);
    }

    private void picture(Page page, Dress dress) {
        // the bar stays at the top of the window, which is to be the top of the picture
        page.evaluate("scrollTo(0, 0)");
        String file = name + "-" + dress.name().toLowerCase(Locale.ROOT) + ".png";
        page.screenshot(
                new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)).setFullPage(true));
    }

    /** In the page itself: there are no frames, for which it would open a window of its own each time. */
    private static AxeBuilder axe(Page page) {
        return new AxeBuilder(page).setLegacyMode(true);
    }

    private void examine(AxeBuilder axe, Dress dress) {
        assertThat(axe.analyze().getViolations())
                .as("axe on %s, %s", name, dress)
                .extracting(rule -> rule.getId() + " "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
    }
}
