package dev.passback.core.submission.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryReaderTest {

    @Test
    void nothing_typed_asks_for_everything() {
        assertThat(understood("")).isEqualTo(SubmissionQuery.ALL);
        assertThat(understood(" \t\n ")).isEqualTo(SubmissionQuery.ALL);
        assertThat(understood("- , ***")).isEqualTo(SubmissionQuery.ALL);
    }

    @Test
    void each_kind_of_term_is_read() {
        SubmissionQuery query = understood("state:Rejected code:REMOTE.* tenant:acme integration:greenhouse"
                + " warning:\"custom field\" age:<24h age:>7d -label:test doubled:yes attempts:>3 Java");

        assertThat(query.terms())
                .containsExactly(
                        new Term.OneOf(QueryKey.STATE, List.of("rejected"), false),
                        new Term.OneOf(QueryKey.CODE, List.of("REMOTE.*"), false),
                        new Term.OneOf(QueryKey.TENANT, List.of("acme"), false),
                        new Term.OneOf(QueryKey.INTEGRATION, List.of("greenhouse"), false),
                        new Term.OneOf(QueryKey.WARNING, List.of("custom field"), false),
                        new Term.Age(true, Duration.ofHours(24)),
                        new Term.Age(false, Duration.ofDays(7)),
                        new Term.OneOf(QueryKey.LABEL, List.of("test"), true),
                        new Term.Flag(QueryKey.DOUBLED, true),
                        new Term.Attempts(Term.Comparison.MORE, 3),
                        new Term.Word("Java", false));
    }

    // what is typed, and what it is written back as: the same query, in few words
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    state:held,rejected                  | state:held,rejected
                    state:held  state:rejected           | state:held,rejected
                    STATE:HELD,held                      | state:held
                    -state:delivered -state:cancelled    | -state:delivered,cancelled
                    doubled:no                           | doubled:no
                    -doubled:yes                         | doubled:no
                    -doubled:no                          | doubled:yes
                    age:<60m                             | age:<1h
                    age:<24h                             | age:<24h
                    age:>168h                            | age:>7d
                    age:>1w                              | age:>7d
                    -age:<2h                             | age:>2h
                    attempts:3                           | attempts:3
                    attempts:=3                          | attempts:3
                    -attempts:>3                         | attempts:<=3
                    attempts:>1 attempts:<4              | attempts:>1 attempts:<4
                    label:"a, b","c"                     | label:"a, b",c
                    "Coding test"                        | "Coding test"
                    "Java"                               | Java
                    -"Java"                              | -Java
                    Java Java                            | Java
                    "say \\"yes\\""                      | "say \\"yes\\""
                    "-minus"                             | "-minus"
                    "state:held"                         | "state:held"
                    https://example.com/r/1?a=b,c        | https://example.com/r/1?a=b,c
                    <https://example.com/r/1>,           | https://example.com/r/1
                    order:1234                           | order:1234
                    10:30                                | 10:30
                    Review:                              | Review:
                    url:https://example.com/r            | url:https://example.com/r
                    integration:greenhouse:HWUT          | integration:greenhouse:HWUT
                    key:"-x"                             | key:"-x"
                    candidate:"<b>"                      | candidate:"<b>"
                    id:01890A5D-AC96-774B-BCCE-B302099A8057 | id:01890a5d-ac96-774b-bcce-b302099a8057
                    """)
    void a_query_is_written_back_in_few_words(String typed, String written) {
        assertThat(understood(typed).text()).isEqualTo(written);
        assertThat(understood(written)).isEqualTo(understood(typed));
    }

    // what is typed, the part that is meant, and what is said about it
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    state:rejcted         | rejcted   | there is no state 'rejcted'; did you mean 'rejected'?
                    Java state:held,xyz   | xyz       | there is no state 'xyz'; there are queued, sending, held, delivered, rejected, expired, cancelled
                    stat:held             | stat      | there is no key 'stat'; did you mean 'state'? Quotes around it make it a text to look for
                    -lable:test           | lable     | there is no key 'lable'; did you mean 'label'? Quotes around it make it a text to look for
                    state: held           | ``        | state: needs a value right behind it, as in state:held,rejected
                    state:held,           | ``        | state: needs a value right behind it, as in state:held,rejected
                    label:""              | `""`      | label: needs a value right behind it, as in label:test
                    a "b c                | `"`       | the quote that begins here has no end
                    age:24h               | 24h       | age: is < (younger) or > (older) with a number and m, h, d or w, as in age:<24h or age:>7d
                    age:<24               | <24       | age: is < (younger) or > (older) with a number and m, h, d or w, as in age:<24h or age:>7d
                    age:<1h,>2h           | <1h       | age: takes one value, as in age:<24h
                    attempts:many         | many      | attempts: is a number, perhaps behind < or >, as in attempts:>3
                    -attempts:3           | 3         | -attempts: needs < or > before the number
                    doubled:maybe         | maybe     | doubled: is yes or no, not 'maybe'
                    late:yes late:no      | no        | late: cannot be yes and no at once
                    id:17                 | 17        | '17' is no submission id; one looks like id:01890a5d-ac96-774b-bcce-b302099a8057
                    """)
    void a_wrong_query_is_explained_at_its_place(String typed, String place, String sentence) {
        Objection objection = refused(typed);

        assertThat(objection.sentence()).isEqualTo(sentence);
        assertThat(typed.substring(objection.offset(), objection.offset() + objection.length()))
                .isEqualTo(place);
    }

    @Test
    void a_search_has_an_end() {
        assertThat(understood("a".repeat(QueryReader.LONGEST)).terms()).hasSize(1);
        assertThat(refused("a".repeat(QueryReader.LONGEST + 1)).sentence())
                .isEqualTo("a search has at most 4000 characters");
    }

    @Test
    void what_no_column_can_hold_is_a_blank() {
        assertThat(understood("a\0b\ud800c").words(false)).containsExactly("a", "b", "c");
        assertThat(understood("\"a\0b\"").words(false)).containsExactly("a b");
        assertThat(understood("\ud83d\ude00x").words(false)).containsExactly("\ud83d\ude00x");
    }

    static SubmissionQuery understood(String typed) {
        return QueryReader.read(typed).asked().orElseThrow(() -> new AssertionError(QueryReader.read(typed)));
    }

    private static Objection refused(String typed) {
        return ((ParsedQuery.Refused) QueryReader.read(typed)).objection();
    }
}
