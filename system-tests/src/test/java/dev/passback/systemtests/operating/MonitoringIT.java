package dev.passback.systemtests.operating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator is given to watch Passback with: metrics, alerts and a dashboard, asked by a real Prometheus. */
@Timeout(180)
class MonitoringIT {

    private static final Path OPERATING =
            Path.of("..", "docs", "operating").toAbsolutePath().normalize();
    private static final Path ALERTS = OPERATING.resolve("prometheus");
    private static final String INTEGRATION = "greenhouse:watched";
    private static final int DELIVERED = 7;
    private static final int REFUSED = 2;

    @Test
    void the_rules_of_the_alerts_are_valid_and_fire_when_they_should() {
        for (String[] asked : List.of(
                new String[] {"check", "rules", "alerts.yml"},
                new String[] {"test", "rules", "alerts-test.yml"},
                new String[] {"check", "config", "prometheus.yml"})) {
            // When
            Prometheus.Verdict verdict = Prometheus.promtool(ALERTS, asked);
            // Then
            assertThat(verdict.code()).as(verdict.said()).isZero();
        }
    }

    @Test
    void each_alert_has_its_page_in_the_runbook_and_each_page_is_linked() throws IOException {
        // Given
        String alerts = Files.readString(ALERTS.resolve("alerts.yml"));
        String runbook = Files.readString(OPERATING.resolve("runbook.md"));
        Set<String> pages = found("(?m)^## (.+)$", runbook).stream()
                .map(MonitoringIT::anchor)
                .collect(Collectors.toSet());
        // Then
        assertThat(found("runbook\\.md#([a-z0-9-]+)", alerts)).isEqualTo(pages);
        assertThat(found("alert: (\\w+)", alerts))
                .allSatisfy(alert -> assertThat(runbook).contains("`" + alert + "`"));
        assertThat(found("\\]\\(#([a-z0-9-]+)\\)", runbook)).isSubsetOf(pages);
    }

    // as the places that show Markdown make it of a heading
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void what_is_measured_is_what_happened_and_every_panel_and_alert_can_be_asked()
            throws IOException, TimeoutException {
        // Given
        PassbackCommands commands = PassbackCommands.of(MonitoringIT.class);
        try (Stage stage = Stage.set(commands);
                Serving serving = started(stage);
                Prometheus prometheus =
                        Prometheus.scraping(serving.ops(), ALERTS.resolve("alerts.yml"), commands.file("."))) {
            // a rate is known from two scrapes with the series in it
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> prometheus.value("count_over_time(up[1m]) > 3").isPresent());
            // When
            happen(stage, serving.caller(stage.installation().key()));
            // Then
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(prometheus.value("passback_accepted_total{tenant=\"assessments\"}"))
                            .contains((double) (DELIVERED + REFUSED)));
            assertThat(prometheus.value("passback_attempts_seconds_count{outcome=\"accepted\"}"))
                    .contains((double) DELIVERED);
            assertThat(prometheus.value("passback_attempts_seconds_count{outcome=\"refused\"}"))
                    .contains((double) REFUSED);
            assertThat(prometheus.value("passback_settle_seconds_count")).contains((double) (DELIVERED + REFUSED));
            assertThat(prometheus.value("passback_accept_seconds_count")).contains((double) (DELIVERED + REFUSED));
            assertThat(prometheus.value("sum(passback_batch_rows_sum{batch=\"accept\"})"))
                    .contains((double) (DELIVERED + REFUSED));
            assertThat(prometheus.value("passback_answers_total{class=\"2xx\"}"))
                    .contains((double) DELIVERED);
            assertThat(prometheus.value("passback_answers_total{class=\"4xx\"}"))
                    .contains(REFUSED + 1.0);
            assertThat(prometheus.value("passback_in_flight")).contains(0.0);
            for (String expression : expressions()) {
                // a rate of what was counted for the first time is known from the next scrape on
                await(expression)
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> !prometheus.query(expression).isEmpty());
            }
            assertThat(prometheus.query("ALERTS{alertstate=\"firing\"}")).isEmpty();
            assertThat(prometheus.value("count(passback_build_info)")).contains(1.0);
        }
    }

    private static Serving started(Stage stage) {
        stage.integration(INTEGRATION);
        return stage.installation().serve();
    }

    private static void happen(Stage stage, Caller caller) throws IOException {
        for (int i = 0; i < DELIVERED; i++) {
            assertThat(caller.post(INTEGRATION, "delivered-" + i).status()).isEqualTo(200);
        }
        for (int i = 0; i < REFUSED; i++) {
            assertThat(caller.post(INTEGRATION, "force-422-REMOTE.INPUT_INVALID~" + i)
                            .status())
                    .isBetween(400, 499);
        }
        assertThat(caller.post("nobody:has-this", "lost").status()).isBetween(400, 499);
        assertThat(stage.sandbox().inFlight().now(INTEGRATION)).isZero();
    }

    /** All that the dashboard asks. */
    private static List<String> expressions() throws IOException {
        JsonObject dashboard =
                new JsonObject(Files.readString(OPERATING.resolve("grafana").resolve("passback.json")));
        List<String> expressions = objects(dashboard.getJsonArray("panels"))
                .flatMap(panel -> objects(panel.getJsonArray("targets")))
                .map(target -> target.getString("expr"))
                .toList();
        assertThat(expressions).hasSizeGreaterThan(15);
        return expressions;
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }
}
