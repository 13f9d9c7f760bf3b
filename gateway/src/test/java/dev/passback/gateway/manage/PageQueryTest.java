package dev.passback.gateway.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.QueryReader;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageQueryTest {

    @Test
    void what_a_page_ended_with_comes_back_to_the_letter() {
        // Given
        String last = "über-tests 7/é:評";
        // When // Then
        assertThat(read("cursor", PageQuery.cursor(last)).after()).contains(last);
        assertThat(PageQuery.cursor(last)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void without_a_word_it_is_the_first_page_of_fifty() {
        // When // Then
        assertThat(read("limit", "200")).isEqualTo(new PageQuery(200, Optional.empty()));
        assertThat(PageQuery.read(new QueryReader(MultiMap.caseInsensitiveMultiMap(), List.of("limit", "cursor"))))
                .isEqualTo(new PageQuery(50, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "1e2", "", "1.5", "09"})
    void a_limit_is_a_number_from_1_to_200(String limit) {
        // When // Then
        assertThatThrownBy(() -> read("limit", limit))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "YQ==", "YR", "AA", "gA", "a b"})
    void a_cursor_that_was_never_given_is_refused(String cursor) {
        // When // Then
        assertThatThrownBy(() -> read("cursor", cursor))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("cursor");
    }

    private static PageQuery read(String name, String value) {
        QueryReader query =
                new QueryReader(MultiMap.caseInsensitiveMultiMap().add(name, value), List.of("limit", "cursor"));
        PageQuery page = PageQuery.read(query);
        query.finish();
        return page;
    }
}
