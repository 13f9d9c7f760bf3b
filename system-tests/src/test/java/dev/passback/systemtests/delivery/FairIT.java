package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.sandbox.reaction.Rule;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** One tenant's backlog or one hanging upstream costs the others nothing. Alone, because it counts by the clock. */
@Isolated
@Timeout(600)
class FairIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Stage stage;

    @BeforeEach
    void set() throws TimeoutException {
        stage = Stage.set(FairIT.class);
    }

    @AfterEach
    void strike() throws TimeoutException {
        stage.close();
    }

    @Test
    void a_tenant_with_ten_links_waits_less_than_a_second_beside_a_tenant_with_a_million() throws Exception {
        // Given
        stage.integration("greenhouse:deep");
        Backlogs backlogs = new Backlogs(stage);
        String key = stage.installation()
                .tenant("small", "greenhouse:small", stage.sandbox().baseUrl());
        backlogs.queue("greenhouse:deep", 1_000_000);
        try (Serving serving = stage.installation().serve()) {
            Caller caller = serving.caller(key);
            await().atMost(PATIENCE).until(() -> backlogs.delivered("greenhouse:deep") > 1_000);
            long before = backlogs.delivered("greenhouse:deep");
            // When
            List<PacedLoad.Posted> posted = PacedLoad.of(10, Length.of(Duration.ofSeconds(10), Duration.ofMinutes(5)))
                    .run(no -> caller.post("greenhouse:small", "small-" + no));
            // Then
            assertThat(posted)
                    .allMatch(one -> one.reply().data().getString("state").equals("delivered"));
            assertThat(PacedLoad.percentile(posted, 99)).isLessThan(Duration.ofSeconds(1));
            assertThat(backlogs.delivered("greenhouse:deep"))
                    .as("the backlog goes on")
                    .isGreaterThan(before + 1_000);
        }
    }

    @Test
    void of_500_integrations_50_hang_and_the_others_are_delivered_as_before() throws Exception {
        // Given
        Backlogs backlogs = new Backlogs(stage);
        List<String> well = IntStream.range(0, 450).mapToObj(no -> "well:" + no).toList();
        List<String> hanging =
                IntStream.range(0, 50).mapToObj(no -> "hanging:" + no).toList();
        backlogs.integrations(well);
        backlogs.integrations(hanging);
        stage.sandbox()
                .rules()
                .replaceAll(hanging.stream()
                        .map(integration -> new Rule(integration, "*", "hang"))
                        .toList());
        try (Serving serving = stage.installation().serve()) {
            Caller caller = serving.caller(stage.installation().key());
            PacedLoad load = PacedLoad.of(150, Length.of(Duration.ofSeconds(6), Duration.ofMinutes(1)));
            PacedLoad.Post post = no -> caller.post(well.get(no % well.size()), "well-" + no);
            load.run(post);
            long before = deliveredInTime(load.run(post));
            // When
            hanging.forEach(integration -> backlogs.queue(integration, 40));
            await().atMost(PATIENCE)
                    .until(() -> hanging.stream()
                                    .mapToInt(stage.sandbox().inFlight()::now)
                                    .sum()
                            >= 50 * 20);
            long beside = deliveredInTime(load.run(post));
            // Then
            assertThat(beside).isGreaterThanOrEqualTo(before * 95 / 100);
        }
    }

    private static long deliveredInTime(List<PacedLoad.Posted> posted) {
        return posted.stream()
                .filter(one -> one.reply().data().getString("state").equals("delivered"))
                .filter(one -> one.took().compareTo(Duration.ofSeconds(1)) < 0)
                .count();
    }
}
