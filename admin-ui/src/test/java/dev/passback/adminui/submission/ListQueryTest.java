package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.submission.SubmissionState;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.handler.HttpException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListQueryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/submissions",
                "/submissions?view=all",
                "/submissions?view=queued&state=queued,sending",
                "/submissions?warned=yes",
                "/submissions?q=a%26b%2Bc+d",
                "/submissions?view=needs-attention&q=x",
                "/submissions?after=0199c1d2-1234-7000-8000-00000000abcd",
                "/submissions?view=delivered&warned=yes&before=0199c1d2-1234-7000-8000-00000000abcd"
            })
    void an_address_is_read_and_written_the_same(String path) {
        assertThat(read(path).path()).isEqualTo(path);
    }

    @Test
    void a_search_looks_everywhere_unless_a_view_is_named() {
        assertThat(read("/submissions?q=x").view()).isEqualTo(ListView.ALL);
        assertThat(read("/submissions").view()).isEqualTo(ListView.ATTENTION);
    }

    @Test
    void a_filter_begins_at_the_top_again() {
        // Given
        ListQuery deep = read("/submissions?view=all&after=0199c1d2-1234-7000-8000-00000000abcd");
        // When
        ListQuery narrowed = deep.toggled(SubmissionState.HELD);
        // Then
        assertThat(narrowed.path()).isEqualTo("/submissions?view=all&state=held");
        assertThat(narrowed.toggled(SubmissionState.HELD).path()).isEqualTo("/submissions?view=all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/submissions?view=x",
                "/submissions?state=x",
                "/submissions?after=x",
                "/submissions?before=1-1-1-1-1"
            })
    void what_cannot_stand_there_is_not_found(String path) {
        Assertions.assertThatExceptionOfType(HttpException.class)
                .isThrownBy(() -> read(path))
                .satisfies(failure -> assertThat(failure.getStatusCode()).isEqualTo(404));
    }

    private static ListQuery read(String path) {
        MultiMap params = MultiMap.caseInsensitiveMultiMap();
        if (path.contains("?")) {
            for (String pair : path.substring(path.indexOf('?') + 1).split("&", -1)) {
                String[] parts = pair.split("=", 2);
                params.add(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return ListQuery.read(params);
    }
}
