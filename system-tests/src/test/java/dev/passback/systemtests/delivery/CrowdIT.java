package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.gateway.sandbox.reaction.Rule;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Memory is bounded, and more than it can do is answered 503: 512 MiB of heap, and the first byte too many ends the process. */
@Isolated
@Timeout(600)
class CrowdIT {

    private static final String INTEGRATION = "greenhouse:crowd";
    private static final int CALLERS = 10_000;
    private static final int SECONDS_OF_WAITING = 45;

    private Stage stage;

    @BeforeEach
    void set() throws TimeoutException {
        stage = Stage.set(PassbackCommands.of(CrowdIT.class)
                .with("JAVA_OPTS", "-Xmx512m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"));
        stage.integration(INTEGRATION);
    }

    @AfterEach
    void strike() throws TimeoutException {
        stage.close();
    }

    @Test
    void ten_thousand_callers_wait_at_once_beside_a_deep_backlog() throws Exception {
        // Given
        new Backlogs(stage).queue(INTEGRATION, Length.of(100_000, 1_000_000));
        stage.sandbox().rules().replaceAll(List.of(new Rule("*", "*", "hang")));
        try (Serving serving = stage.installation().serve()) {
            // When
            List<Crowd.Answer> answers =
                    crowd(serving, CALLERS, "wait=" + SECONDS_OF_WAITING).once(this::stored);
            // Then
            assertThat(answers).hasSize(CALLERS).allMatch(Crowd.Answer::isPromise);
            assertThat(answers)
                    .as("none was answered before its time")
                    .allMatch(answer -> answer.took().toSeconds() >= SECONDS_OF_WAITING - 1);
            assertThat(stored()).isEqualTo(CALLERS);
        }
    }

    @Test
    void a_flood_is_stored_or_refused_and_over_when_it_ends() throws Exception {
        // Given
        try (Serving serving = stage.installation().serve()) {
            List<Crowd.Answer> warm = crowd(serving, 500, "respond-async").repeatedly(Duration.ofSeconds(10));
            // When
            List<Crowd.Answer> flood = crowd(serving, CALLERS, "respond-async").repeatedly(Duration.ofSeconds(10));
            List<Crowd.Answer> after = crowd(serving, 1, "respond-async").once(this::stored);
            // Then
            assertThat(flood).allMatch(answer -> answer.isPromise() || answer.status() == 503);
            assertThat(stored()).isEqualTo(promises(warm) + promises(flood) + promises(after));
            assertThat(percentile99(flood))
                    .as("nobody waits much longer than the others, whatever the machine does a second")
                    .isLessThan(mean(flood).multipliedBy(3));
            assertThat(after).allMatch(Crowd.Answer::isPromise);
            assertThat(percentile99(after)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static long promises(List<Crowd.Answer> answers) {
        return answers.stream().filter(Crowd.Answer::isPromise).count();
    }

    /** How long it took until a promise was given. */
    private static Duration percentile99(List<Crowd.Answer> answers) {
        List<Duration> sorted = answers.stream()
                .filter(Crowd.Answer::isPromise)
                .map(Crowd.Answer::took)
                .sorted()
                .toList();
        return sorted.get(sorted.size() * 99 / 100);
    }

    private static Duration mean(List<Crowd.Answer> answers) {
        return Duration.ofNanos((long) answers.stream()
                .filter(Crowd.Answer::isPromise)
                .mapToLong(answer -> answer.took().toNanos())
                .average()
                .orElseThrow());
    }

    private Crowd crowd(Serving serving, int callers, String prefer) {
        return new Crowd(stage.vertx(), serving, stage.installation().key(), INTEGRATION, callers, prefer);
    }

    private long stored() {
        return new Ledgers(stage.database().url(), stage.sandbox()).stored("crowd-");
    }
}
