package dev.passback.core.submission.query;

import static dev.passback.core.submission.query.QueryReaderTest.understood;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubmissionQueryTest {

    @Test
    void a_filter_is_chosen_and_taken_away_in_the_text() {
        SubmissionQuery query = understood("Java state:held");

        assertThat(query.toggled(QueryKey.STATE, "rejected").text()).isEqualTo("Java state:held,rejected");
        assertThat(query.toggled(QueryKey.STATE, "held").text()).isEqualTo("Java");
        assertThat(understood("-state:held").toggled(QueryKey.STATE, "held").text())
                .isEqualTo("-state:held state:held");
    }

    @Test
    void a_flag_takes_the_place_of_its_opposite() {
        assertThat(understood("doubled:no a")
                        .with(new Term.Flag(QueryKey.DOUBLED, true))
                        .text())
                .isEqualTo("doubled:yes a");
    }

    @Test
    void a_term_or_all_that_a_key_says_is_taken_away() {
        SubmissionQuery query = understood("age:<1h age:>5m Java -label:x label:y");

        assertThat(query.without(QueryKey.AGE).without(QueryKey.LABEL).text()).isEqualTo("Java");
        assertThat(query.without(query.terms().getFirst()).text()).isEqualTo("age:>5m Java -label:x label:y");
    }

    @Test
    void it_tells_what_it_wants_and_what_it_does_not() {
        SubmissionQuery query = understood("label:a,b -label:c Java -Go doubled:no");

        assertThat(query.values(QueryKey.LABEL)).isEqualTo(List.of("a", "b"));
        assertThat(query.unwanted(QueryKey.LABEL)).isEqualTo(List.of("c"));
        assertThat(query.words(false)).isEqualTo(List.of("Java"));
        assertThat(query.words(true)).isEqualTo(List.of("Go"));
        assertThat(query.flag(QueryKey.DOUBLED)).contains(false);
        assertThat(query.flag(QueryKey.LATE)).isEmpty();
    }
}
