package dev.passback.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceSettingsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "0.25, 0.25", ".5, 0.5", "1.0, 1"})
    void a_share_is_read(String text, double share) {
        assertThat(TraceSettings.share(text)).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "1.1", "-0.1", "10%", "half", ""})
    void what_is_none_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceSettings.share(text))
                .withMessageContaining("0 to 1");
    }

    @Test
    void spans_go_where_a_collector_takes_them() {
        assertThat(new TraceSettings(URI.create("http://collector:4318/"), 1).endpoint())
                .isEqualTo("http://collector:4318/v1/traces");
    }
}
