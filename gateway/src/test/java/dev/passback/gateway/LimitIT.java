package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant with limits is told, over HTTP. */
class LimitIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    private static final String CODE = "PLATFORM.RATE_LIMIT_EXCEEDED";

    private RunningGateway gateway;
    private Service service;

    @BeforeEach
    void start() {
        gateway = RunningGateway.start();
        service = gateway.tenant("assessments");
        gateway.integration(service, ACME, Plan.QUICK);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void limit(String columns) {
        gateway.change("UPDATE tenant SET " + columns);
    }

    /** A limit that was just set holds when what nodes remember of the key is out of date. */
    private void untilSeen() {
        await().atMost(Duration.ofSeconds(3))
                .until(() -> check().header("ratelimit-limit").isPresent());
    }

    private Answer check() {
        return service.send(service.request("/v1/check-api-key").GET());
    }

    @Test
    void a_tenant_without_limits_is_told_of_none_and_asks_nothing_of_the_database() {
        // When
        Answer link = service.submit(ACME, "c1");
        Answer key = check();
        // Then
        assertThat(link.header("ratelimit-limit")).isEmpty();
        assertThat(key.header("ratelimit-limit")).isEmpty();
        assertThat(gateway.sql("SELECT count(*) FROM tenant_allowance")).isEqualTo("0");
    }

    @Test
    void requests_beyond_the_burst_are_answered_429_with_kombos_headers_and_pass_again_later() {
        // Given: a bucket that does not fill while this runs
        limit("rate_per_second = 1, rate_burst = 30");
        untilSeen();
        gateway.change("UPDATE tenant_allowance SET tokens = 3, filled_at = clock_timestamp() + interval '1 minute'");
        await().atMost(Duration.ofSeconds(3))
                .until(() ->
                        Integer.parseInt(check().header("ratelimit-remaining").orElseThrow()) <= 2);
        // When
        List<Answer> answers = IntStream.range(0, 4).mapToObj(no -> check()).toList();
        Answer link = service.submit(ACME, "c1");
        gateway.change("UPDATE tenant_allowance SET tokens = 0, filled_at = clock_timestamp() - interval '1 minute'");
        // Then
        Answer refused = answers.getLast();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error().getString("code")).isEqualTo(CODE);
        assertThat(refused.message()).contains("1 requests a second", "30 at once");
        assertThat(refused.header("retry-after")).contains("1");
        assertThat(refused.header("ratelimit-limit")).contains("30");
        assertThat(refused.header("ratelimit-remaining")).contains("0");
        assertThat(refused.header("ratelimit-reset")).contains("1");
        assertThat(link.status()).isEqualTo(429);
        assertThat(gateway.sql("SELECT count(*) FROM submission")).isEqualTo("0");
        await().atMost(Duration.ofSeconds(3)).until(() -> check().status() == 200);
    }

    @Test
    void every_answer_tells_how_the_limit_stands_refusals_too() {
        // Given
        limit("rate_per_second = 1, rate_burst = 100");
        untilSeen();
        // When
        Answer good = service.submit(ACME, "c1");
        Answer wrong = service.send(service.link(ACME, "c1").POST(BodyPublishers.ofString("{}")));
        Answer missing = service.send(service.request("/v1/submissions/1").GET());
        // Then
        assertThat(List.of(good, wrong, missing)).allSatisfy(answer -> {
            assertThat(answer.header("ratelimit-limit")).contains("100");
            assertThat(Integer.parseInt(answer.header("ratelimit-remaining").orElseThrow()))
                    .isBetween(80, 100);
            assertThat(answer.header("ratelimit-reset")).isPresent();
        });
    }

    @Test
    void only_links_that_are_stored_count_against_the_day_and_a_new_day_begins_at_midnight() {
        // Given
        limit("per_day = 2");
        untilSeen();
        Answer first = service.submit(ACME, "c1", "Idempotency-Key", "once");
        // When: refused, replayed, asked
        Answer wrong = service.send(service.link(ACME, "c1").POST(BodyPublishers.ofString("{}")));
        Answer unknown = service.submit("greenhouse:unknown", "c1");
        Answer replayed = service.submit(ACME, "c1", "Idempotency-Key", "once");
        Answer second = service.submit(ACME, "c2");
        Answer third = service.submit(ACME, "c3");
        Answer stillReplayed = service.submit(ACME, "c1", "Idempotency-Key", "once");
        Answer asked = check();
        gateway.change("UPDATE tenant_allowance SET day = day - 1");
        // Then
        assertThat(List.of(first, replayed, second, stillReplayed)).allMatch(answer -> answer.status() == 200);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(stillReplayed.body()).isEqualTo(first.body());
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.error().getString("code")).isEqualTo(CODE);
        assertThat(third.message()).contains("2 result links a day");
        assertThat(third.header("ratelimit-limit")).contains("2");
        assertThat(third.header("ratelimit-remaining")).contains("0");
        assertThat(third.header("retry-after")).isEqualTo(third.header("ratelimit-reset"));
        assertThat(Integer.parseInt(third.header("retry-after").orElseThrow())).isBetween(1, 24 * 3600);
        await().atMost(Duration.ofSeconds(3))
                .until(() -> service.submit(ACME, "c4").status() == 200);
        assertThat(gateway.sql("SELECT count(*) FROM submission")).isEqualTo("3");
    }

    @Test
    void a_changed_limit_holds_within_about_a_second() {
        // Given
        limit("per_day = 1");
        untilSeen();
        service.submit(ACME, "c1");
        assertThat(service.submit(ACME, "c2").status()).isEqualTo(429);
        // When
        limit("per_day = NULL");
        // Then
        await().atMost(Duration.ofSeconds(2))
                .until(() -> service.submit(ACME, "c3").status() == 200);
    }
}
