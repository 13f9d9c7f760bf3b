package dev.passback.adminui.problem;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.page.FormText;
import dev.passback.adminui.page.Moment;
import dev.passback.db.problem.CauseStore;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;

/**
 * What staff say that a cause means, and the form in which they say it.
 *
 * @param now what counts now; nothing when nobody has written anything
 * @param action where the form goes; nothing for people who may not write
 */
public record ExplanationPart(Optional<Words> now, Form form, Optional<String> action) {

    static final String FORM = "explanation";
    static final int LONGEST = 4_000;

    /** What a browser lets one type: it counts other characters than we do, and shall not refuse what we take. */
    public static final int LONGEST_TYPED = 2 * LONGEST;

    /** What was written, by whom and when. */
    public record Words(String text, String by, Moment at) {}

    static ExplanationPart of(
            Optional<CauseStore.Explanation> found, Optional<String> action, Optional<Form> returned, Instant now) {
        Form form = Form.empty(FORM)
                .with("words", found.map(CauseStore.Explanation::words).orElse(""))
                .with("version", found.map(CauseStore.Explanation::version).orElse(0));
        Optional<Words> words = found.filter(one -> !one.words().isEmpty())
                .map(one -> new Words(
                        one.words(), one.writtenBy().replaceFirst("^staff:", ""), Moment.of(one.writtenAt(), now)));
        return new ExplanationPart(words, form.or(returned), action);
    }

    /** The form as it was filled in, with what is wrong. */
    static Form read(RoutingContext ctx) {
        String typed =
                Optional.ofNullable(ctx.request().getFormAttribute("words")).orElse("");
        String words = typed.replaceAll("\\R", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n]]", " ")
                .strip();
        Form form = Form.empty(FORM)
                .with("words", words)
                .with("version", FormText.line(ctx.request().getFormAttribute("version")));
        return words.codePointCount(0, words.length()) > LONGEST
                ? form.wrong("words", "Nothing changed: must be at most %,d characters.".formatted(LONGEST))
                : form;
    }

    /** The version that the form was shown with. */
    static int version(Form form) {
        String text = form.value("version");
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
