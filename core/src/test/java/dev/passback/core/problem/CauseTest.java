package dev.passback.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CauseTest {

    private static final IntegrationRef HERE = new IntegrationRef(new TenantId(1), "greenhouse:one");

    @Test
    void what_was_taken_has_no_cause() {
        assertThat(Cause.of(AttemptResult.unanswered(new Outcome.Accepted(List.of("a remark")), Timing.NONE)))
                .isEmpty();
    }

    @Test
    void the_upstreams_code_and_words_come_first() {
        assertThat(refused("REMOTE.INPUT_INVALID", "No candidate 12345."))
                .isEqualTo(new Cause(
                        ProblemKind.FAILURE, "REMOTE.INPUT_INVALID", new Fingerprint("No candidate <number>.")));
    }

    @Test
    void without_a_code_the_status_stands_for_it_and_without_words_the_reason() {
        assertThat(refused(null, " "))
                .isEqualTo(new Cause(ProblemKind.FAILURE, "HTTP 422", new Fingerprint("because")));
    }

    @Test
    void without_an_answer_the_outcome_stands_for_the_code() {
        assertThat(Cause.of(AttemptResult.unanswered(new Outcome.Unsure("no answer within 60 s"), Timing.NONE)))
                .contains(new Cause(ProblemKind.FAILURE, "unsure", new Fingerprint("no answer within <number> s")));
    }

    @Test
    void a_problem_is_one_cause_on_one_integration_of_one_tenant() {
        // Given
        Cause cause = refused("REMOTE.INPUT_INVALID", "No candidate 12345.");
        ProblemId problem = cause.on(HERE);
        // When // Then
        assertThat(refused("REMOTE.INPUT_INVALID", "No candidate 6.").on(HERE)).isEqualTo(problem);
        assertThat(refused("ATS.JOB_CLOSED", "No candidate 6.").on(HERE)).isNotEqualTo(problem);
        assertThat(cause.on(new IntegrationRef(HERE.tenant(), "greenhouse:two")))
                .isNotEqualTo(problem);
        assertThat(cause.on(new IntegrationRef(new TenantId(2), HERE.id()))).isNotEqualTo(problem);
        assertThat(refused("REMOTE.INPUT_INVALID", "No candidate 6.").id()).isEqualTo(cause.id());
    }

    @Test
    void its_number_tells_the_kind_and_is_read_back() {
        // Given
        ProblemId failure = refused("X", "same words").on(HERE);
        ProblemId warning = Cause.ofWarning("same words").on(HERE);
        // When // Then
        assertThat(failure.kind()).isEqualTo(ProblemKind.FAILURE);
        assertThat(warning.kind()).isEqualTo(ProblemKind.WARNING);
        assertThat(ProblemId.parse(warning.toString())).contains(warning);
        assertThat(CauseId.parse(Cause.ofWarning("same words").id().toString()))
                .contains(Cause.ofWarning("same words").id());
        assertThat(ProblemId.parse("12")).isEmpty();
        assertThat(ProblemId.parse("0123456789ABCDEF")).isEmpty();
    }

    private static Cause refused(@Nullable String code, String message) {
        UpstreamError error = new UpstreamError(code, null, message, null);
        Answer answer = new Answer(422, Map.of(), "", false, Optional.of(error));
        return Cause.of(new AttemptResult(new Outcome.Refused("because"), Optional.of(answer), Timing.NONE))
                .orElseThrow();
    }
}
