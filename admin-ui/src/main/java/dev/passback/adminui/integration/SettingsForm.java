package dev.passback.adminui.integration;

import dev.passback.adminui.form.DurationText;
import dev.passback.adminui.form.Fields;
import dev.passback.adminui.form.Form;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.db.integration.IntegrationView;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What people set of an integration, as it stands in a form. */
final class SettingsForm {

    private static final int MOST_CALLS = 1_000;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(60);

    private SettingsForm() {}

    static Form of(IntegrationView view) {
        Integration now = view.integration();
        return Form.empty("settings")
                .with("version", view.version())
                .with("label", now.label())
                .with("base-url", now.baseUrl())
                .with("cap", now.limits().cap())
                .with("wait", DurationText.of(now.limits().answerWithin()))
                .with("call-timeout", DurationText.of(now.limits().callTimeout()))
                .with("retry-waits", DurationText.of(now.retry().waits()))
                .with("retry-window", DurationText.of(now.retry().window()))
                .with("unsure", word(now.retry().unsure()))
                .with("unsure-wait", DurationText.of(now.retry().unsureWait()))
                .with("may-add", now.mayAddResultLinks() ? "yes" : "");
    }

    static String word(RetryPolicy.UnsureRule rule) {
        return rule.name().toLowerCase(Locale.ROOT);
    }

    /** The integration as it was typed; nothing when something is wrong with it, which then stands in the fields. */
    static Optional<Integration> read(Fields fields, Integration now) {
        String label = fields.required("label", "It needs a name by which people know it.");
        Optional<URI> baseUrl = baseUrl(fields);
        OptionalInt cap = fields.number("cap", 1, MOST_CALLS);
        if (cap.isEmpty()) {
            fields.wrong("cap", "It needs a number: at least 1.");
        }
        Optional<Integration.Limits> limits = limits(fields, cap);
        Optional<RetryPolicy> retry = retry(fields);
        boolean mayAdd = fields.ticked("may-add");
        return fields.areWrong() || baseUrl.isEmpty() || limits.isEmpty() || retry.isEmpty()
                ? Optional.empty()
                : Optional.of(new Integration(
                        now.ref(),
                        label,
                        now.connector(),
                        baseUrl.get(),
                        now.state(),
                        limits.get(),
                        retry.get(),
                        mayAdd));
    }

    private static Optional<URI> baseUrl(Fields fields) {
        String text = fields.text("base-url").replaceFirst("/+$", "");
        try {
            URI url = new URI(text);
            boolean absolute =
                    url.getHost() != null && String.valueOf(url.getScheme()).matches("https?");
            boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (absolute && plain) {
                return Optional.of(url);
            }
        } catch (URISyntaxException nonsense) {
            // as wrong as one without a host
        }
        fields.wrong(
                "base-url",
                "Must be an absolute URL such as https://api.kombo.dev/v1, without user, query and fragment.");
        return Optional.empty();
    }

    private static Optional<Integration.Limits> limits(Fields fields, OptionalInt cap) {
        Duration wait = fields.duration("wait");
        Duration timeout = fields.duration("call-timeout");
        if (wait.compareTo(Integration.Limits.LONGEST_WAIT) > 0) {
            fields.wrong("wait", "Must be from 0s to 60s.");
        }
        if (!timeout.isPositive() || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
            fields.wrong("call-timeout", "Must be above 0s and at most 5m.");
        }
        return fields.areWrong() || cap.isEmpty()
                ? Optional.empty()
                : Optional.of(new Integration.Limits(cap.getAsInt(), wait, timeout));
    }

    private static Optional<RetryPolicy> retry(Fields fields) {
        List<Duration> waits = fields.durations("retry-waits");
        if (waits.stream().anyMatch(Duration::isZero)) {
            fields.wrong("retry-waits", "Each wait must be above 0s.");
        }
        Duration window = fields.duration("retry-window");
        if (window.compareTo(LONGEST_WINDOW) > 0) {
            fields.wrong("retry-window", "Must be at most 60d.");
        }
        Duration unsureWait = fields.duration("unsure-wait");
        String word = fields.text("unsure");
        Optional<RetryPolicy.UnsureRule> rule = Arrays.stream(RetryPolicy.UnsureRule.values())
                .filter(some -> word(some).equals(word))
                .findFirst();
        if (rule.isEmpty()) {
            fields.wrong("unsure", "Choose one of these.");
        }
        return fields.areWrong() || rule.isEmpty()
                ? Optional.empty()
                : Optional.of(new RetryPolicy(waits, window, rule.get(), unsureWait));
    }
}
