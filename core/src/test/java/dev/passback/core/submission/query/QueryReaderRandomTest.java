package dev.passback.core.submission.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of searches by chance. A failure names its seed, which makes the same text again. */
class QueryReaderRandomTest {

    private static final int CASES = 30_000;
    private static final String[] PARTS = {
        "state:",
        "held",
        "rejected",
        ",",
        " ",
        " ",
        " ",
        "-",
        "\"",
        "\\",
        "code:",
        "REMOTE.*",
        "age:",
        "<",
        ">",
        "=",
        "24",
        "h",
        "d",
        "attempts:",
        "doubled:",
        "yes",
        "no",
        "label:",
        "url:",
        "https://",
        "example.com",
        "a",
        "é",
        "\ud83d\ude00",
        "\ud800",
        "\0",
        "\t",
        ":",
        "*",
        "%",
        "_",
        "'",
        "id:",
        "01890a5d-ac96-774b-bcce-b302099a8057",
        "stat:",
        "x:",
        "\u00a0"
    };

    @Test
    void any_text_is_understood_and_reads_the_same_when_written_back_or_is_refused_at_a_place_in_it() {
        int understood = 0;
        for (long seed = 0; seed < CASES; seed++) {
            String typed = text(new Random(seed));

            ParsedQuery read = QueryReader.read(typed);

            try {
                understood += holds(typed, read) ? 1 : 0;
            } catch (RuntimeException | AssertionError wrong) {
                throw new AssertionError("seed " + seed + ": " + typed, wrong);
            }
        }
        // both ways out are walked
        assertThat(understood).isBetween(CASES / 20, CASES * 19 / 20);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i > 0; i--) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }

    private static boolean holds(String typed, ParsedQuery read) {
        switch (read) {
            case ParsedQuery.Understood understood -> {
                String written = understood.query().text();
                assertThat(QueryReader.read(written)).as(written).isEqualTo(read);
                assertThat(QueryReaderTest.understood(written).text()).isEqualTo(written);
                return true;
            }
            case ParsedQuery.Refused refused -> {
                Objection objection = refused.objection();
                assertThat(objection.sentence()).isNotBlank();
                assertThat(objection.offset()).isBetween(0, typed.length());
                assertThat(objection.offset() + objection.length()).isBetween(0, typed.length());
                return false;
            }
        }
    }
}
