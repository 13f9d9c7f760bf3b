package dev.passback.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Somebody without a mouse: goes from control to control by Tab, and has to see where the focus is. */
final class KeyboardAlone {

    /** Numbers what can be used by a mouse. Of a group of radio buttons the browser stops at one alone. */
    private static final String NUMBER = """
            () => {
              const groups = new Set();
              const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
                .filter(e => !e.disabled && e.type !== 'hidden' && e.checkVisibility({visibilityProperty: true}))
                .filter(e => e.type !== 'radio' || !groups.has(e.name) && groups.add(e.name));
              stops.forEach((e, i) => e.dataset.stop = i);
              // from the top, wherever the focus was
              document.body.tabIndex = -1;
              document.body.focus();
              document.body.removeAttribute('tabindex');
              scrollTo(0, 0);
              return stops.map(e => e.outerHTML.slice(0, 200));
            }
            """;

    private static final String HERE = """
            () => {
              const e = document.activeElement;
              const ring = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none';
              const group = e.type === 'radio'
                && [...document.querySelectorAll('[data-stop]')].find(o => o.type === 'radio' && o.name === e.name);
              return {
                over: e === document.body,
                stop: (group || e).dataset.stop ?? '',
                seen: ring(getComputedStyle(e)) || ring(getComputedStyle(e, '::after')),
                html: e.outerHTML.slice(0, 200),
              };
            }
            """;

    private KeyboardAlone() {}

    /** Every control of the page is reached, and shows that it is. */
    static void reachesAll(Page page, String name) {
        List<?> controls = (List<?>) page.evaluate(NUMBER);
        Set<String> reached = new LinkedHashSet<>();
        List<Object> unseen = new ArrayList<>();
        // a field for a date has a stop for each of its parts
        for (int tab = 0; tab < 3 * controls.size() + 20; tab++) {
            page.keyboard().press("Tab");
            Map<?, ?> here = (Map<?, ?>) page.evaluate(HERE);
            if (Boolean.TRUE.equals(here.get("over"))) {
                break;
            }
            reached.add(String.valueOf(here.get("stop")));
            if (!Boolean.TRUE.equals(here.get("seen"))) {
                unseen.add(here.get("html"));
            }
        }
        List<Object> missed = new ArrayList<>();
        for (int stop = 0; stop < controls.size(); stop++) {
            if (!reached.contains(String.valueOf(stop))) {
                missed.add(controls.get(stop));
            }
        }
        assertThat(missed).as("not reached by Tab on %s", name).isEmpty();
        assertThat(unseen).as("focus that nobody sees on %s", name).isEmpty();
    }
}
