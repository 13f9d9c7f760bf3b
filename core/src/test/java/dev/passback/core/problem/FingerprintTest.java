package dev.passback.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Custom field \"Acme: Score\" does not exist | Custom field <quoted> does not exist",
                "Custom field 'Acme: Score' does not exist | Custom field <quoted> does not exist",
                "Custom field “Score” does not exist | Custom field <quoted> does not exist",
                "Feld „Punkte“ fehlt | Feld <quoted> fehlt",
                "The tool's limit isn't known, it's 5 | The tool's limit isn't known, it's <number>",
                "The label was shortened to 50 characters. | The label was shortened to <number> characters.",
                "took 1,234.5 ms of 60s | took <number> ms of <number>s",
                "no answer from https://api.example.com/v1/x?id=7#a. Gave up | no answer from <url>. Gave up",
                "see (http://example.com/a) | see (<url>)",
                "unknown user jane.o-doe+test@mail.example.com! | unknown user <email>!",
                "expired on 2026-11-26 | expired on <date>",
                "expired at 2026-11-26T03:04:05.123Z | expired at <date>",
                "expired at 2026-11-26 03:04:05 +01:00 | expired at <date>",
                "expired on 26.11.2026 at 03:04 | expired on <date> at <time>",
                "expired on 11/26/2026 | expired on <date>",
                "no candidate 8f14e45f-ceea-467f-a1d2-3b6f0c6c1b11 here | no candidate <id> here",
                "commit deadbeef1234 is gone | commit <id> is gone",
                "Candidate 8Xi6iZrwusZqJmDGXs49GBmJ not found | Candidate <id> not found",
                "token V1StGXR8_Z5jdHi6B-myT refused | token <id> refused",
                "cand_8Xi6iZrwusZq is unknown | <id> is unknown",
                "ref_8xi6izrwusz is unknown | ref_<id> is unknown",
                "custom_field_123456 is unknown | custom_field_<number> is unknown",
                "English C1 | English C<number>",
                "HTTP 502 from the gateway | HTTP <number> from the gateway",
                "the upstream gave no whole answer within 60 s | the upstream gave no whole answer within <number> s",
                "an unpaired \" is left alone | an unpaired \" is left alone",
                "{\"field\":\"score\",\"n\":3} | {<quoted>:<quoted>,<quoted>:<number>}"
            })
    void what_differs_from_case_to_case_becomes_a_placeholder(String message, String pattern) {
        assertThat(Fingerprint.of(message).pattern()).isEqualTo(pattern);
    }

    @Test
    void blanks_lines_and_large_letters_make_no_difference() {
        // Given
        Fingerprint one = Fingerprint.of("  Field\t\"A\" \r\n is\u00a0MISSING ");
        // When // Then
        assertThat(one.pattern()).isEqualTo("Field <quoted> is MISSING");
        assertThat(one.number())
                .isEqualTo(Fingerprint.of("field \"B\" is missing").number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Field missing", "Fields missing", "Field is missing", ""})
    void other_words_are_another_kind(String other) {
        assertThat(Fingerprint.of(other).number())
                .isNotEqualTo(Fingerprint.of("A field is missing").number());
    }

    @Test
    void numbers_stay_the_same_for_ever_because_they_are_kept() {
        assertThat(Cause.ofWarning("Custom field \"Score\" does not exist").id())
                .hasToString("3c8fd0d1c14f234f");
    }

    @Test
    void a_pattern_is_bounded_and_holds_no_half_characters() {
        // Given
        String faces = "\ud83d\ude00 ".repeat(3_000);
        // When
        String pattern = Fingerprint.of(faces).pattern();
        // Then
        assertThat(pattern.codePoints()).hasSize(Fingerprint.LONGEST).noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "1",
                "a1",
                "A1-",
                "\"",
                "'",
                "1.",
                "1,",
                "a@",
                "a.",
                "http://",
                "0-",
                "12:",
                "<script>",
                "„",
                "`"
            })
    void no_message_takes_long(String piece) {
        // Given
        String hostile = piece.repeat(100_000);
        Fingerprint.of(hostile);
        // When
        long start = System.nanoTime();
        Fingerprint.of(hostile);
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
    }
}
