package dev.passback.db.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActTest {

    @Test
    void a_reason_is_one_line_that_the_database_can_hold() {
        assertThat(reason(" sent\r\n\u0000twice\t")).contains("sent twice");
        assertThat(reason("\u0007 \n")).isEmpty();
        assertThat(reason("as it is; \u00e4 \ud83d\ude00")).contains("as it is; \u00e4 \ud83d\ude00");
    }

    private static Optional<String> reason(String text) {
        return new Act("staff:anna", Optional.of(text), "127.0.0.1").reason();
    }
}
