package dev.passback.adminui.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/submissions?view=all&q=a%20b", "/submissions/0199c1d2-0000-7000-8000-000000000000"})
    void a_path_of_ours_is_kept(String path) {
        assertThat(LocalPath.of(path).text()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "//e.example",
                "/\\e.example",
                "https://e.example",
                "/a b",
                "/a\r\nSet-Cookie: x",
                "/sign-in"
            })
    void anything_else_becomes_the_start(String path) {
        assertThat(LocalPath.of(path)).isEqualTo(LocalPath.START);
    }
}
