package dev.passback.adminui.audit;

import dev.passback.adminui.form.DurationText;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in the audit log's columns "before" and "after", as people say it. */
final class AuditValues {

    /** Settings of integrations that the database holds in milliseconds. */
    private static final Set<String> DURATIONS =
            Set.of("answer_within", "call_timeout", "retry_window", "unsure_wait", "retry_waits");

    /** What a new integration has unless somebody says otherwise, and what it always is. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "answer_within", DurationText.of(Integration.Limits.DEFAULT.answerWithin()),
            "call_timeout", DurationText.of(Integration.Limits.DEFAULT.callTimeout()),
            "cap", "" + Integration.Limits.DEFAULT.cap(),
            "retry_waits", DurationText.of(RetryPolicy.DEFAULT.waits()),
            "retry_window", DurationText.of(RetryPolicy.DEFAULT.window()),
            "unsure_rule", RetryPolicy.DEFAULT.unsure().name().toLowerCase(Locale.ROOT),
            "unsure_wait", DurationText.of(RetryPolicy.DEFAULT.unsureWait()),
            "may_add_result_links", "yes");

    private AuditValues() {}

    /** Durations with their unit, lists with commas, yes and no; a dash for nothing. */
    static String text(String name, @Nullable Object value) {
        return switch (value) {
            case null -> "—";
            case Boolean yes -> yes ? "yes" : "no";
            case Number millis when DURATIONS.contains(name) -> DurationText.of(Duration.ofMillis(millis.longValue()));
            case JsonArray some -> list(name, some);
            default -> value.toString();
        };
    }

    private static String list(String name, JsonArray values) {
        List<String> texts = values.stream().map(value -> text(name, value)).toList();
        return texts.isEmpty() ? "none" : texts.stream().collect(Collectors.joining(", "));
    }

    static boolean isDefault(String name, String text) {
        return text.equals(DEFAULTS.get(name));
    }
}
