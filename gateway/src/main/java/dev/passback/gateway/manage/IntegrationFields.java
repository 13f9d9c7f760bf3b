package dev.passback.gateway.manage;

import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.gateway.http.BodyReader;
import dev.passback.gateway.upstream.BaseUrl;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of an integration that people set. Durations are in milliseconds. */
final class IntegrationFields {

    static final String LABEL = "label";
    static final String CONNECTOR = "connector";
    static final String BASE_URL = "base_url";
    static final String CAP = "cap";
    static final String WAIT = "answer_within_ms";
    static final String CALL_TIMEOUT = "call_timeout_ms";
    static final String RETRY_WAITS = "retry_waits_ms";
    static final String RETRY_WINDOW = "retry_window_ms";
    static final String UNSURE = "unsure_rule";
    static final String UNSURE_WAIT = "unsure_wait_ms";
    static final String MAY_ADD = "may_add_result_links";

    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_URL = 1_000;
    private static final int LARGEST_CAP = 1_000;
    private static final int MOST_WAITS = 50;
    private static final Duration LONGEST_CALL = Duration.ofMinutes(5);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    private IntegrationFields() {}

    /** What stands in a body, on top of what was so: a field that is absent stays as it is. */
    static Integration read(BodyReader body, Integration was) {
        return new Integration(
                was.ref(),
                body.text(LABEL, LONGEST_LABEL).orElse(was.label()),
                was.connector(),
                baseUrl(body).orElse(was.baseUrl()),
                was.state(),
                new Integration.Limits(
                        body.number(CAP, 1, LARGEST_CAP)
                                .map(Long::intValue)
                                .orElse(was.limits().cap()),
                        duration(body, WAIT, 0, Integration.Limits.LONGEST_WAIT)
                                .orElse(was.limits().answerWithin()),
                        duration(body, CALL_TIMEOUT, 1, LONGEST_CALL)
                                .orElse(was.limits().callTimeout())),
                retry(body, was.retry()),
                body.flag(MAY_ADD).orElse(was.mayAddResultLinks()));
    }

    private static RetryPolicy retry(BodyReader body, RetryPolicy was) {
        return new RetryPolicy(
                body.numbers(RETRY_WAITS, MOST_WAITS, 1, LONGEST_WINDOW.toMillis())
                        .map(IntegrationFields::durations)
                        .orElse(was.waits()),
                duration(body, RETRY_WINDOW, 0, LONGEST_WINDOW).orElse(was.window()),
                body.one(UNSURE, IntegrationFields::rule, "must be retry or hold")
                        .orElse(was.unsure()),
                duration(body, UNSURE_WAIT, 0, LONGEST_WINDOW).orElse(was.unsureWait()));
    }

    /** The base URL, checked as far as it can be without a look-up; nothing if it is absent or wrong. */
    static Optional<URI> baseUrl(BodyReader body) {
        Optional<URI> url =
                body.one(BASE_URL, IntegrationFields::url, "must be an absolute URL such as https://api.kombo.dev/v1");
        Optional<String> objection = url.flatMap(BaseUrl::objection);
        objection.ifPresent(rule -> body.wrong(BASE_URL, rule));
        return objection.isPresent() ? Optional.empty() : url.map(BaseUrl::trimmed);
    }

    private static Optional<URI> url(@Nullable Object value) {
        try {
            return value instanceof String text && text.length() <= LONGEST_URL
                    ? Optional.of(URI.create(text))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<RetryPolicy.UnsureRule> rule(@Nullable Object value) {
        return List.of(RetryPolicy.UnsureRule.values()).stream()
                .filter(rule -> rule.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst();
    }

    private static Optional<Duration> duration(BodyReader body, String field, long least, Duration most) {
        return body.number(field, least, most.toMillis()).map(Duration::ofMillis);
    }

    private static List<Duration> durations(List<Long> millis) {
        return millis.stream().map(Duration::ofMillis).toList();
    }
}
