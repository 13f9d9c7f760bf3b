package dev.passback.adminui.form;

import dev.passback.adminui.page.FormText;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Reads the fields of a form and collects what is wrong with them, all at once. What was typed is kept for the form that comes
 * back, but for secrets.
 */
public final class Fields {

    private final HttpServerRequest request;
    private Form form;

    public Fields(HttpServerRequest request, String id) {
        this.request = request;
        this.form = Form.empty(id);
    }

    /** The form as it was filled in, with what is wrong. */
    public Form form() {
        return form;
    }

    public boolean areWrong() {
        return form.isWrong();
    }

    public void wrong(String field, String problem) {
        form = form.wrong(field, problem);
    }

    /** One line; may be empty. */
    public String text(String name) {
        String line = FormText.line(request.getFormAttribute(name));
        form = form.with(name, line);
        return line;
    }

    /** One line that must be there. */
    public String required(String name, String problem) {
        String line = text(name);
        if (line.isEmpty()) {
            wrong(name, problem);
        }
        return line;
    }

    /** To the letter, and not kept. */
    public String secret(String name) {
        return Optional.ofNullable(request.getFormAttribute(name)).orElse("");
    }

    /** Whether a box is ticked. */
    public boolean ticked(String name) {
        boolean ticked = request.getFormAttribute(name) != null;
        form = form.with(name, ticked ? "yes" : "");
        return ticked;
    }

    /** A box that must be ticked before anything happens. */
    public void confirmed() {
        if (!ticked("confirmed")) {
            wrong("confirmed", "Nothing changed: tick the box first.");
        }
    }

    /** A whole number in these bounds; nothing when the field is empty or wrong. */
    public OptionalInt number(String name, int least, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        wrong(name, "Must be a whole number from %,d to %,d.".formatted(least, most));
        return OptionalInt.empty();
    }

    /** The version that the form was shown with. */
    public long version() {
        String text = text("version");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    /** A duration such as {@code 10s}; zero when it is wrong. */
    public Duration duration(String name) {
        return parsed(name, DurationText::parse).orElse(Duration.ZERO);
    }

    /** Durations with commas between; empty when one is wrong. */
    public List<Duration> durations(String name) {
        String text = text(name);
        List<Duration> all = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Optional<Duration> duration = DurationText.parse(part.strip());
            if (duration.isEmpty()) {
                wrong(name, "Must be durations with commas between, such as 5s, 30s, 2m, 1h.");
                return List.of();
            }
            all.add(duration.get());
        }
        return all;
    }

    private Optional<Duration> parsed(String name, Function<String, Optional<Duration>> parse) {
        Optional<Duration> duration = parse.apply(text(name));
        if (duration.isEmpty()) {
            wrong(name, "Must be a duration such as 500ms, 10s, 10m, 2h or 3d.");
        }
        return duration;
    }
}
