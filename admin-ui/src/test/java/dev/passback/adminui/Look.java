package dev.passback.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.staff.Role;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A page that is looked at: nothing for axe to find, nothing wider than the window. Pictures of it are left in target/screenshots.
 *
 * @param first what is done before
 */
record Look(String name, Site site, Role role, String path, Consumer<Page> first) {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    Look(String name, Site site, Role role, String path) {
        this(name, site, role, path, page -> {});
    }

    /** How: a window of 1280 at 200 % zoom is one of 640. */
    enum Dress {
        LIGHT(1440, ColorScheme.LIGHT),
        DARK(1440, ColorScheme.DARK),
        PHONE(390, ColorScheme.LIGHT),
        LAPTOP(1280, ColorScheme.LIGHT),
        TABLET(820, ColorScheme.DARK),
        ZOOMED(640, ColorScheme.DARK);

        private final int width;
        private final ColorScheme scheme;

        Dress(int width, ColorScheme scheme) {
            this.width = width;
            this.scheme = scheme;
        }

        Browser.NewContextOptions options() {
            return new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme);
        }
    }

    /** Looks at it. */
    void in(Dress dress, Visitor visitor) {
        Page page = visitor.open(path);
        first.accept(page);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("too wide: %s, %s", name, dress)
                .isLessThanOrEqualTo(0);
        switch (dress) {
            case LIGHT, DARK -> {
                picture(page, dress);
                examine(page, dress);
            }
            case PHONE -> picture(page, dress);
            case LAPTOP, TABLET, ZOOMED -> {}
        }
    }

    private void picture(Page page, Dress dress) {
        String file = name + "-" + dress.name().toLowerCase(Locale.ROOT) + ".png";
        page.screenshot(
                new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)).setFullPage(true));
    }

    private void examine(Page page, Dress dress) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("axe on %s, %s", name, dress)
                .extracting(rule -> rule.getId() + " "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
    }
}
