package dev.passback.gateway.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.gateway.http.ApiError;
import io.vertx.core.MultiMap;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListRequestTest {

    @Test
    void without_parameters_it_is_the_first_page_of_all() {
        // When
        ListRequest request = read();
        // Then
        assertThat(request.limit()).isEqualTo(50);
        assertThat(request.olderThan()).isEmpty();
        assertThat(request.filter().states()).isEmpty();
        assertThat(request.filter().integration()).isEmpty();
        assertThat(request.filter().target()).isEmpty();
        assertThat(request.filter().warned()).isFalse();
        assertThat(request.filter().mayBeDoubled()).isFalse();
        assertThat(request.filter().acceptedFrom()).isEmpty();
        assertThat(request.filter().acceptedTo()).isEmpty();
    }

    @Test
    void every_parameter_is_taken() {
        // Given
        SubmissionId last = SubmissionId.next();
        // When
        ListRequest request = read(
                "state", "held,queued",
                "state", "rejected",
                "integration_id", "lever:1",
                "application_id", "a 1",
                "warned", "true",
                "may_be_doubled", "true",
                "accepted_from", "2026-01-31T08:00:00.5+02:00",
                "accepted_to", "2026-01-31t08:00:00z",
                "limit", "200",
                "cursor", ListCursor.of(last));
        // Then
        assertThat(request.limit()).isEqualTo(200);
        assertThat(request.olderThan()).contains(last);
        assertThat(request.filter().states())
                .containsExactlyInAnyOrder(SubmissionState.HELD, SubmissionState.QUEUED, SubmissionState.REJECTED);
        assertThat(request.filter().integration()).contains("lever:1");
        assertThat(request.filter().target()).contains(new Target(Target.Kind.APPLICATION, "a 1"));
        assertThat(request.filter().warned()).isTrue();
        assertThat(request.filter().mayBeDoubled()).isTrue();
        assertThat(request.filter().acceptedFrom()).contains(Instant.parse("2026-01-31T06:00:00.5Z"));
        assertThat(request.filter().acceptedTo()).contains(Instant.parse("2026-01-31T08:00:00Z"));
    }

    @Test
    void all_that_is_wrong_is_named_at_once_with_what_is_allowed() {
        // When
        ApiError error = catchThrowableOfType(
                ApiError.class,
                () -> read(
                        "state", "lost",
                        "integration_id", "",
                        "candidate_id", " ",
                        "application_id", ".",
                        "warned", "false",
                        "may_be_doubled", "1",
                        "accepted_from", "yesterday",
                        "accepted_to", "2026-01-31",
                        "limit", "201",
                        "cursor", "x",
                        "page_size", "10"));
        // Then
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo("PLATFORM.INPUT_INVALID");
        assertThat(error.getMessage())
                .contains(ListRequest.PARAMETERS.stream()
                        .map(name -> "parameter " + name + " ")
                        .toList())
                .contains(
                        "parameter \"page_size\" is unknown; there are state, integration_id, ",
                        "\"lost\"; the states are queued, sending, held, delivered, rejected, expired, cancelled",
                        "from 1 to 200",
                        "RFC 3339");
    }

    @ParameterizedTest
    @CsvSource({
        "state, ''",
        "state, 'held,'",
        "state, HELD",
        "state, 'held, queued'",
        "limit, 0",
        "limit, -1",
        "limit, 01",
        "limit, 1.0",
        "limit, 99999999999",
        "limit, ' 1'",
        "limit, ''",
        "accepted_from, 2026-01-31T08:00Z",
        "accepted_from, 2026-02-30T08:00:00Z",
        "accepted_from, 2026-01-31T08:00:00",
        "accepted_from, +12026-01-31T08:00:00Z",
        "accepted_from, 2026-01-31T08:00:00 02:00",
        "accepted_from, 1769846400",
        "warned, True",
        "warned, ''",
        "candidate_id, ''",
        "cursor, ''"
    })
    void a_value_that_cannot_stand_there_is_refused(String name, String value) {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(ApiError.class)
                .hasMessageStartingWith("parameter " + name + " ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 127})
    void what_the_database_cannot_hold_or_nobody_can_mean_is_refused(int character) {
        String id = "x" + (char) character;
        assertThatThrownBy(() -> read("integration_id", id)).hasMessageStartingWith("parameter integration_id ");
        assertThatThrownBy(() -> read("candidate_id", id)).hasMessageStartingWith("parameter candidate_id ");
    }

    @Test
    void a_parameter_that_may_stand_there_once_is_refused_twice() {
        ListRequest.PARAMETERS.stream()
                .filter(name -> !name.equals("state"))
                .forEach(name -> assertThatThrownBy(() -> read(name, "1", name, "1"))
                        .hasMessage("parameter " + name + " is given 2 times; once is taken"));
    }

    @Test
    void a_candidate_and_an_application_contradict_each_other() {
        assertThatThrownBy(() -> read("candidate_id", "1", "application_id", "1"))
                .hasMessageContaining("parameter application_id cannot stand beside candidate_id");
    }

    @Test
    void a_time_that_ends_before_it_begins_is_refused() {
        String time = "2026-01-31T08:00:00Z";
        assertThatThrownBy(() -> read("accepted_from", time, "accepted_to", time))
                .hasMessage("parameter accepted_to must be later than accepted_from");
    }

    @Test
    void a_strange_name_comes_back_short_and_printable() {
        assertThatThrownBy(() -> read("\u0000" + "x".repeat(500), ""))
                .hasMessageStartingWith("parameter \"\ufffd" + "x".repeat(79) + "…\" is unknown");
    }

    private static ListRequest read(String... namesAndValues) {
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return ListRequest.read(query);
    }
}
