package dev.passback.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Thousands of bodies by chance. A failure names its seed, which makes the same body again. */
class ResultLinkRandomTest {

    private static final int CASES = 20_000;

    @Test
    void every_good_body_is_valid_and_kept_to_the_letter() {
        for (long seed = 0; seed < CASES; seed++) {
            String body = new RandomBodies(seed).good();

            Checked checked = Checking.check(body);

            assertThat(checked).as("seed %d: %s", seed, body).isInstanceOf(Checked.Valid.class);
            assertThat(((Checked.Valid) checked).link().body()).isEqualTo(body);
        }
    }

    @Test
    void no_broken_body_makes_the_check_throw() {
        int valid = 0;
        for (long seed = 0; seed < CASES; seed++) {
            byte[] body = new RandomBodies(seed).broken();

            try {
                valid += wellTold(ResultLinkRules.check(body), body) ? 1 : 0;
            } catch (RuntimeException | AssertionError wrong) {
                throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(body), wrong);
            }
        }
        // both ways out are walked
        assertThat(valid).isBetween(CASES / 20, CASES / 2);
    }

    /** Whether it is valid; fails where the answer is one that could not be stored or sent. */
    private static boolean wellTold(Checked checked, byte[] body) {
        return switch (checked) {
            case Checked.Valid valid -> {
                assertKeptToTheLetter(valid.link(), body);
                yield true;
            }
            case Checked.Invalid invalid -> {
                assertThat(invalid.violations()).hasSizeBetween(1, 50).doesNotHaveDuplicates();
                invalid.violations().forEach(ResultLinkRandomTest::assertSendable);
                yield false;
            }
        };
    }

    private static void assertKeptToTheLetter(ResultLink link, byte[] body) {
        assertThat(link.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(link.url()).matches("(?i)https?://\\S+");
        assertStorable(link.label());
        assertStorable(link.url());
        assertStorable(link.body());
    }

    private static void assertSendable(Violation violation) {
        assertThat(violation.toString()).hasSizeLessThan(500);
        assertStorable(violation.field());
        assertStorable(violation.message());
    }

    private static void assertStorable(String text) {
        assertThat(text).doesNotContain("\u0000");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    }
}
