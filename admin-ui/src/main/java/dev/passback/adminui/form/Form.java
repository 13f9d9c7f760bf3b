package dev.passback.adminui.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A form: what stands in its fields, and what is wrong with them.
 *
 * @param id tells it from the others of its page
 * @param problems by field, the first one first; under {@link #WHOLE} what concerns no field of its own
 */
public record Form(String id, Map<String, String> values, Map<String, String> problems) {

    /** The name under which a problem of the whole form stands. */
    public static final String WHOLE = "";

    public Form {
        // a LinkedHashMap keeps the order of the problems
        values = new LinkedHashMap<>(values);
        problems = new LinkedHashMap<>(problems);
    }

    /** Nothing filled in. */
    public static Form empty(String id) {
        return new Form(id, Map.of(), Map.of());
    }

    /** With something in a field. */
    public Form with(String field, Object value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(field, value.toString());
        return new Form(id, more, problems);
    }

    /** With something wrong; the first problem of a field stays. */
    public Form wrong(String field, String problem) {
        Map<String, String> more = new LinkedHashMap<>(problems);
        more.putIfAbsent(field, problem);
        return new Form(id, values, more);
    }

    public boolean isWrong() {
        return !problems.isEmpty();
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** Whether this is chosen or ticked. */
    public boolean has(String field, String value) {
        return value(field).equals(value);
    }

    public Optional<String> problem(String field) {
        return Optional.ofNullable(problems.get(field));
    }

    /** What is wrong with the whole. */
    public Optional<String> problem() {
        return problem(WHOLE);
    }

    /** Whether the focus belongs here: on the first field that is wrong. */
    public boolean isFirst(String field) {
        return problems.keySet().stream()
                .filter(name -> !name.equals(WHOLE))
                .findFirst()
                .filter(field::equals)
                .isPresent();
    }

    /** The id of a field in the page. */
    public String field(String name) {
        return id + "-" + name;
    }

    /** This form as it came back, if it is the one that did. */
    public Form or(Optional<Form> returned) {
        return returned.filter(back -> back.id.equals(id)).orElse(this);
    }
}
