package dev.passback.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.kombo.dev/v1",
                "https://api.kombo.dev",
                "http://127.0.0.1:8090/v1",
                "https://[2606:4700::1]:8443/v1",
                "https://host:65535/"
            })
    void a_good_one_meets_no_objection(String url) {
        assertThat(BaseUrl.objection(URI.create(url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/v1",
                "api.kombo.dev/v1",
                "//api.kombo.dev/v1",
                "ftp://api.kombo.dev/v1",
                "https:/v1",
                "https:///v1",
                "file:///etc/passwd",
                "https://under_score/v1",
                "https://host:0/v1",
                "https://host:65536/v1"
            })
    void what_is_no_address_of_a_web_server_is_refused_with_an_example(String url) {
        assertThat(BaseUrl.objection(URI.create(url)))
                .hasValueSatisfying(why -> assertThat(why).contains("https://api.kombo.dev/v1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://2130706433/v1", "https://0177.0.0.1/v1", "https://127.0.0.01/v1", "https://0/v1"})
    void an_address_that_is_written_in_a_form_that_programs_read_differently_is_refused(String url) {
        assertThat(BaseUrl.objection(URI.create(url)))
                .hasValueSatisfying(why -> assertThat(why).contains("192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:pw@host/v1", "https://host/v1?a=b", "https://host/v1?", "https://host/v1#a"})
    void user_query_and_fragment_are_refused_and_not_repeated(String url) {
        assertThat(BaseUrl.objection(URI.create(url))).contains("must hold no user, query or fragment");
    }

    @ParameterizedTest
    @CsvSource({
        "http://sandbox/v1, sandbox",
        "http://sandbox:8090/v1, sandbox",
        "http://sandbox:8090/v1, sandbox:8090",
        "http://sandbox/v1, sandbox:80",
        "http://SANDBOX/v1, sandbox",
        "https://sandbox/v1, ''"
    })
    void a_host_that_is_allowed_by_name_needs_no_tls(String url, String allowed) {
        assertThat(BaseUrl.caution(URI.create(url), Set.of(allowed))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://sandbox/v1, ''",
        "http://sandbox/v1, sandbox.example",
        "http://sandbox:8090/v1, sandbox:8091",
        "http://sandbox.example/v1, sandbox"
    })
    void any_other_is_warned_about(String url, String allowed) {
        assertThat(BaseUrl.caution(URI.create(url), Set.of(allowed)))
                .hasValueSatisfying(why -> assertThat(why).contains("PASSBACK_ALLOWED_PRIVATE_HOSTS"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://host/v1, https://host/v1",
        "https://host/v1/, https://host/v1",
        "https://host/v1///, https://host/v1",
        "https://host/, https://host"
    })
    void slashes_at_the_end_go(String url, String trimmed) {
        assertThat(BaseUrl.trimmed(URI.create(url))).hasToString(trimmed);
    }
}
