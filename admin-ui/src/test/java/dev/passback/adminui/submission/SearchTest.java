package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.submission.SubmissionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

    private static final String ID = "0199c1d2-1234-7000-8000-00000000abcd";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ID,
                " " + ID + "\n",
                "Passback-Submission-Id: " + ID,
                "https://ui.example/submissions/" + ID + "?x",
                "(" + ID + ")"
            })
    void a_submissions_id_is_found_wherever_it_stands(String pasted) {
        assertThat(Search.read(pasted).submission()).isEqualTo(SubmissionId.parse(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0199c1d2-1234-7000-8000-00000000abcdef", "x0199c1d2", "", "1-1-1-1-1"})
    void what_only_looks_like_one_is_none(String pasted) {
        assertThat(Search.read(pasted).submission()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "' 8Xi6iZ ', 8Xi6iZ",
        "'\"8Xi6iZ\",', 8Xi6iZ",
        "<8Xi6iZ>, 8Xi6iZ",
        "/v1/ats/candidates/8Xi6iZ/result-links, 8Xi6iZ",
        "POST /ats/applications/a%2Fb%20c+d/result-links HTTP/1.1, a/b c+d",
        "/candidates/%zz/result-links, %zz"
    })
    void an_id_is_taken_out_of_what_stands_around_it(String pasted, String target) {
        assertThat(Search.read(pasted).target()).isEqualTo(target);
    }

    @Test
    void signs_that_no_database_takes_are_left_out() {
        assertThat(Search.read("a\u0000b").target()).isEqualTo("ab");
        assertThat(Search.read("/candidates/a%00b/result-links").target()).isEqualTo("ab");
    }
}
