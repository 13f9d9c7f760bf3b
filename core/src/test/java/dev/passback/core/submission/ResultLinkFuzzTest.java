package dev.passback.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Bodies that a fuzzer thinks of. What is taken means to a plain JSON reader what it means to us, and can be stored and sent. */
class ResultLinkFuzzTest {

    private static final JsonMapper PLAIN = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @FuzzTest(maxDuration = "2m")
    void a_body_is_refused_in_clear_words_or_means_to_others_what_it_means_to_us(byte[] body) throws IOException {
        switch (ResultLinkRules.check(body)) {
            case Checked.Valid valid -> sound(valid.link(), body);
            case Checked.Invalid invalid -> {
                assertThat(invalid.violations()).hasSizeBetween(1, 50).doesNotHaveDuplicates();
                invalid.violations().forEach(violation -> {
                    assertThat(violation.toString()).hasSizeLessThan(500);
                    storable(violation.toString());
                });
            }
        }
    }

    private static void sound(ResultLink link, byte[] body) throws IOException {
        assertThat(link.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(body);
        JsonNode read = PLAIN.readTree(body);
        assertThat(read.path("label").textValue()).isEqualTo(link.label());
        assertThat(read.path("url").textValue()).isEqualTo(link.url());
        assertThat(link.label().codePointCount(0, link.label().length())).isLessThanOrEqualTo(1_000);
        assertThat(link.url().codePointCount(0, link.url().length())).isLessThanOrEqualTo(4_000);
        assertThat(link.url()).matches("(?i)https?://[^\\s/?#][^\\s]*");
        assertThat(read.path("details").path("attributes").size()).isLessThanOrEqualTo(200);
        everyText(read);
    }

    private static void everyText(JsonNode node) {
        node.fieldNames().forEachRemaining(ResultLinkFuzzTest::storable);
        if (node.isTextual()) {
            storable(node.textValue());
        }
        node.forEach(ResultLinkFuzzTest::everyText);
    }

    private static void storable(String text) {
        assertThat(text).doesNotContain("\u0000");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    }
}
