package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.passback.core.submission.query.QueryKey;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.handler.HttpException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListQueryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/submissions",
                "/submissions?q=",
                "/submissions?q=state%3Aqueued%2Csending",
                "/submissions?q=a%26b%2Bc+d",
                "/submissions?after=0199c1d2-1234-7000-8000-00000000abcd",
                "/submissions?q=warned%3Ayes&before=0199c1d2-1234-7000-8000-00000000abcd"
            })
    void an_address_is_read_and_written_the_same(String path) {
        assertThat(asked(path).path()).isEqualTo(path);
    }

    @Test
    void a_search_looks_everywhere_unless_it_says_otherwise() {
        assertThat(asked("/submissions?q=x").view()).isEqualTo(ListView.ALL);
        assertThat(asked("/submissions").view()).isEqualTo(ListView.ATTENTION);
        assertThat(asked("/submissions?q=x+attention:yes").view()).isEqualTo(ListView.ATTENTION);
    }

    @Test
    void a_view_keeps_what_is_looked_for() {
        assertThat(asked("/submissions?q=x+attention:yes+tenant:a")
                        .in(ListView.TAKEN)
                        .path())
                .isEqualTo("/submissions?q=x+tenant%3Aa+state%3Adelivered");
        assertThat(asked("/submissions?q=x+state:held").in(ListView.ALL).path()).isEqualTo("/submissions?q=x");
    }

    @Test
    void a_filter_begins_at_the_top_again() {
        ListQuery deep = asked("/submissions?q=x&after=0199c1d2-1234-7000-8000-00000000abcd");
        assertThat(new ListQuery(deep.query().toggled(QueryKey.STATE, "held")).path())
                .isEqualTo("/submissions?q=x+state%3Aheld");
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
        assertThatExceptionOfType(HttpException.class)
                .isThrownBy(() -> read(path))
                .satisfies(failure -> assertThat(failure.getStatusCode()).isEqualTo(404));
    }

    private static ListQuery asked(String path) {
        return ((ListAddress.Asked) read(path)).list();
    }

    private static ListAddress read(String path) {
        MultiMap params = MultiMap.caseInsensitiveMultiMap();
        if (path.contains("?")) {
            for (String pair : path.substring(path.indexOf('?') + 1).split("&", -1)) {
                String[] parts = pair.split("=", 2);
                params.add(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return ListAddress.read(params);
    }
}
