package dev.passback.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionIdTest {

    @Test
    void an_id_is_a_uuid_of_version_7_that_holds_its_time() {
        // Given
        long before = System.currentTimeMillis();

        // When
        UUID id = SubmissionId.next().value();

        // Then
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis() + 1);
    }

    @Test
    void ids_sort_as_they_were_made_as_texts_and_as_values() {
        // When
        List<SubmissionId> made = many(50_000);

        // Then
        assertThat(made).extracting(SubmissionId::toString).isSorted().doesNotHaveDuplicates();
        assertThat(made).extracting(SubmissionId::value).isSorted();
    }

    @Test
    void ids_keep_rising_when_the_clock_steps_back() {
        // Given
        String earlier = SubmissionId.next().toString();

        // When
        List<String> later = Stream.of(0L, 1L, System.currentTimeMillis() - 3_600_000)
                .map(clock -> SubmissionId.next(clock).toString())
                .toList();

        // Then
        assertThat(later).isSorted().allMatch(id -> id.compareTo(earlier) > 0);
    }

    @Test
    void ids_of_several_threads_are_unique_and_rise_in_each() throws Exception {
        // Given
        Callable<List<SubmissionId>> maker = () -> many(20_000);

        // When
        Set<SubmissionId> all = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<List<SubmissionId>> made : threads.invokeAll(List.of(maker, maker, maker, maker))) {
                // Then
                assertThat(made.get()).extracting(SubmissionId::toString).isSorted();
                all.addAll(made.get());
            }
        }
        assertThat(all).hasSize(80_000);
    }

    @Test
    void an_id_is_read_back_from_its_text_in_either_case() {
        // Given
        SubmissionId id = SubmissionId.next();

        // When / Then
        assertThat(SubmissionId.parse(id.toString())).contains(id);
        assertThat(SubmissionId.parse(id.toString().toUpperCase(Locale.ROOT))).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1-1-1-1-1",
                "01890a5d-ac96-774b-bcce-b302099a805",
                "01890a5d-ac96-774b-bcce-b302099a80577",
                "01890a5dac96774bbcceb302099a8057",
                "{01890a5d-ac96-774b-bcce-b302099a8057}",
                "01890a5d-ac96-774b-bcce-b302099a8057 ",
                "01890a5d-ac96-774b-bcce-b302099a8057\n",
                "g1890a5d-ac96-774b-bcce-b302099a8057",
                "０1890a5d-ac96-774b-bcce-b302099a8057",
                "../../etc/passwd",
            })
    void what_is_no_id_is_nothing(String text) {
        assertThat(SubmissionId.parse(text)).isEmpty();
    }

    @Test
    void the_least_id_of_a_time_stands_between_those_made_before_and_those_made_then() {
        for (SubmissionId made : many(10_000)) {
            // Given
            Instant time = Instant.ofEpochMilli(made.value().getMostSignificantBits() >>> 16);

            // When
            SubmissionId least = SubmissionId.leastAt(time);
            SubmissionId leastAfter = SubmissionId.leastAt(time.plusMillis(1));

            // Then
            assertThat(least.toString()).isLessThanOrEqualTo(made.toString());
            assertThat(leastAfter.toString()).isGreaterThan(made.toString());
            assertThat(least.value().version()).isEqualTo(7);
            assertThat(least.value().variant()).isEqualTo(2);
        }
    }

    @Test
    void a_time_that_no_id_can_hold_has_the_nearest_one() {
        // When / Then
        assertThat(SubmissionId.leastAt(Instant.parse("1969-12-31T23:59:59Z")))
                .isEqualTo(SubmissionId.leastAt(Instant.EPOCH));
        assertThat(SubmissionId.leastAt(Instant.parse("+12000-01-01T00:00:00Z")))
                .hasToString("ffffffff-ffff-7000-8000-000000000000");
    }

    private static List<SubmissionId> many(int count) {
        List<SubmissionId> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            made.add(SubmissionId.next());
        }
        return made;
    }
}
