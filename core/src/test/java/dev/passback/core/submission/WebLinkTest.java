package dev.passback.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebLinkTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x?y#z, a.example",
        "HTTP://A.example, A.example",
        "https://a.example:8443/, a.example:8443",
        "https://user:pass@b.example/x, b.example",
        "https://good.example@evil.example/, evil.example",
        "https://evil.example\\@good.example/, evil.example",
        "https://ünï.example/ä, ünï.example"
    })
    void a_web_address_becomes_a_link_and_tells_the_host_that_a_browser_would_go_to(String url, String host) {
        assertThat(WebLink.of(url).href()).contains(url);
        assertThat(WebLink.of(url).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                " https://a.example",
                "java\tscript:alert(1)",
                "data:text/html,x",
                "https:",
                "https:///x",
                "//a.example",
                "ftp://a.example/",
                "http://a.example/\u0000",
                ""
            })
    void anything_else_stays_text(String url) {
        assertThat(WebLink.of(url).href()).isEmpty();
        assertThat(WebLink.of(url).text()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/r/1?token=s#t, https://a.example/•••",
        "https://a.example/r/1#t, https://a.example/•••",
        "http://me:pw@a.example:81/r, http://a.example:81/•••",
        "https://a.example/r/1, https://a.example/•••",
        "javascript:alert(1), •••"
    })
    void masked_it_shows_whose_site_it_is_and_leads_nowhere(String url, String shown) {
        assertThat(WebLink.masked(url).text()).isEqualTo(shown);
        assertThat(WebLink.masked(url).href()).isEmpty();
    }
}
