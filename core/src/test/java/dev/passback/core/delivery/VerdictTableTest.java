package dev.passback.core.delivery;

import static dev.passback.core.delivery.OutcomeKind.BLOCKED;
import static dev.passback.core.delivery.OutcomeKind.NOT_TAKEN;
import static dev.passback.core.delivery.OutcomeKind.REFUSED;
import static dev.passback.core.delivery.OutcomeKind.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTableTest {

    private static final List<Integer> STATUSES =
            List.of(200, 202, 302, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504, 599);

    /** All 24 codes of Kombo's ATS API, in the order of its model. */
    @ParameterizedTest
    @CsvSource({
        "PLATFORM.RATE_LIMIT_EXCEEDED,         NOT_TAKEN",
        "PLATFORM.CONCURRENCY_LIMIT_EXCEEDED,  NOT_TAKEN",
        "PLATFORM.INTEGRATION_NOT_FOUND,       BLOCKED",
        "PLATFORM.INPUT_INVALID,               REFUSED",
        "PLATFORM.UNKNOWN_ERROR,               UNSURE",
        "PLATFORM.IP_NOT_WHITELISTED,          BLOCKED",
        "PLATFORM.AUTHENTICATION_INVALID,      BLOCKED",
        "PLATFORM.TASK_TIMED_OUT,              UNSURE",
        "INTEGRATION.PERMISSION_MISSING,       BLOCKED",
        "INTEGRATION.AUTHENTICATION_INVALID,   BLOCKED",
        "INTEGRATION.QA_FAILED,                BLOCKED",
        "INTEGRATION.SETUP_SYNC_PENDING,       BLOCKED",
        "INTEGRATION.SETUP_INCOMPLETE,         BLOCKED",
        "INTEGRATION.INACTIVE,                 BLOCKED",
        "INTEGRATION.MODEL_NOT_AVAILABLE,      BLOCKED",
        "INTEGRATION.MODEL_DISABLED,           BLOCKED",
        "INTEGRATION.ACTION_NOT_AVAILABLE,     BLOCKED",
        "INTEGRATION.ACTION_DISABLED,          BLOCKED",
        "REMOTE.SERVICE_UNAVAILABLE,           NOT_TAKEN",
        "REMOTE.RATE_LIMIT_EXCEEDED,           NOT_TAKEN",
        "REMOTE.INPUT_INVALID,                 REFUSED",
        "REMOTE.UNKNOWN_HTTP_ERROR,            UNSURE",
        "ATS.JOB_CLOSED,                       REFUSED",
        "ATS.APPLICATION_ALREADY_EXISTS,       REFUSED",
    })
    void a_documented_code_decides_whatever_the_status(String code, OutcomeKind kind) {
        assertThat(VerdictTable.isDocumented(code)).isTrue();
        assertThat(STATUSES)
                .allSatisfy(status ->
                        assertThat(VerdictTable.judge(code, status, true)).isEqualTo(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "REMOTE.DAILY_RATE_LIMIT_REACHED,       NOT_TAKEN",
        "REMOTE.CONCURRENCY_LIMIT_EXCEEDED,     NOT_TAKEN",
        "PLATFORM.SERVICE_UNAVAILABLE,          NOT_TAKEN",
        "REMOTE.AUTHENTICATION_INVALID,         BLOCKED",
        "REMOTE.PERMISSION_MISSING,             BLOCKED",
        "REMOTE.IP_NOT_WHITELISTED,             BLOCKED",
        "INTEGRATION.SETUP_FAILED,              BLOCKED",
        "INTEGRATION.ACTION_NOT_IN_PLAN,        BLOCKED",
        "REMOTE.TIMED_OUT,                      UNSURE",
        "INTEGRATION.UNKNOWN_ERROR,             UNSURE",
        "ATS.INPUT_INVALID,                     REFUSED",
    })
    void a_code_that_came_later_is_read_by_its_family(String code, OutcomeKind kind) {
        assertThat(VerdictTable.isDocumented(code)).isFalse();
        assertThat(STATUSES)
                .allSatisfy(status ->
                        assertThat(VerdictTable.judge(code, status, true)).isEqualTo(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "PLATFORM.NEW_CODE", "platform.rate_limit_exceeded", "\u0000", "ATS."})
    void a_code_of_no_known_family_leaves_it_to_the_status(String code) {
        assertThat(VerdictTable.isDocumented(code)).isFalse();
        assertThat(STATUSES)
                .allSatisfy(status -> assertThat(VerdictTable.judge(code, status, true))
                        .isEqualTo(VerdictTable.judge(null, status, true)));
    }

    @ParameterizedTest
    @CsvSource({
        "100, UNSURE",
        "200, UNSURE",
        "204, UNSURE",
        "301, BLOCKED",
        "302, BLOCKED",
        "308, BLOCKED",
        "400, REFUSED",
        "401, BLOCKED",
        "403, BLOCKED",
        "404, REFUSED",
        "405, REFUSED",
        "407, BLOCKED",
        "408, NOT_TAKEN",
        "409, REFUSED",
        "413, REFUSED",
        "421, NOT_TAKEN",
        "422, REFUSED",
        "425, NOT_TAKEN",
        "429, NOT_TAKEN",
        "499, REFUSED",
        "500, UNSURE",
        "502, UNSURE",
        "504, UNSURE",
        "524, UNSURE",
        "599, UNSURE",
        "0,   UNSURE",
        "999, UNSURE",
    })
    void without_a_code_the_status_decides(int status, OutcomeKind kind) {
        assertThat(VerdictTable.judge(null, status, true)).isEqualTo(kind);
        assertThat(VerdictTable.judge(null, status, false)).isEqualTo(kind);
    }

    @Test
    void a_load_balancers_503_was_not_taken_but_one_of_kombos_own_without_a_code_is_unsure() {
        assertThat(VerdictTable.judge(null, 503, false)).isEqualTo(NOT_TAKEN);
        assertThat(VerdictTable.judge(null, 503, true)).isEqualTo(UNSURE);
    }

    @ParameterizedTest
    @CsvSource({
        "200, ACCEPTED",
        "201, ACCEPTED",
        "299, ACCEPTED",
        "199, UNSURE",
        "302, UNSURE",
        "400, UNSURE",
        "500, UNSURE"
    })
    void a_body_that_says_taken_is_believed_with_a_status_of_success_only(int status, OutcomeKind kind) {
        assertThat(VerdictTable.judgeSuccess(status)).isEqualTo(kind);
    }

    @Test
    void no_failure_is_ever_judged_as_taken() {
        for (int status = 0; status < 1_000; status++) {
            assertThat(VerdictTable.judge(null, status, true)).isIn(REFUSED, NOT_TAKEN, BLOCKED, UNSURE);
            assertThat(VerdictTable.judge("X.NEW", status, false)).isIn(REFUSED, NOT_TAKEN, BLOCKED, UNSURE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_kind_is_found_by_its_word(OutcomeKind kind) {
        assertThat(kind.word()).isLowerCase();
        assertThat(OutcomeKind.ofWord(kind.word())).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "REMOTE.INPUT_INVALID,            400, true,  The code REMOTE.INPUT_INVALID means: refused for good",
        "REMOTE.DAILY_RATE_LIMIT_REACHED, 400, true,  A code with RATE_LIMIT in it means: surely not taken",
        ",                                429, true,  The status 429 means: surely not taken",
        ",                                503, false, The status 503 of a load balancer means: surely not taken",
        ",                                404, true,  A status from 400 to 499 means: refused for good",
        ",                                500, true,  The status 500 means: it may or may not have been taken",
    })
    void the_rule_that_decided_is_told_in_words(String code, int status, boolean shaped, String words) {
        assertThat(VerdictTable.verdict(code, status, shaped).words())
                .startsWith(words)
                .endsWith(".");
    }
}
