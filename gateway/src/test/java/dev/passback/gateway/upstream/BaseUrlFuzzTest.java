package dev.passback.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.passback.core.origin.IpAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Base URLs as a fuzzer writes them. */
class BaseUrlFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void what_meets_no_objection_is_the_address_of_a_web_server_and_nothing_else(FuzzedDataProvider fuzz) {
        URI url;
        try {
            url = new URI(fuzz.consumeRemainingAsString());
        } catch (URISyntaxException none) {
            return;
        }
        if (BaseUrl.objection(url).isPresent()) {
            return;
        }
        assertThat(url.getScheme()).isIn("http", "https");
        assertThat(url.getHost()).isNotEmpty();
        assertThat(BaseUrl.port(url)).isBetween(1, 65_535);
        assertThat(url.getRawUserInfo()).isNull();
        assertThat(BaseUrl.caution(url, Set.of()).isEmpty())
                .isEqualTo(url.getScheme().equals("https"));
        URI trimmed = BaseUrl.trimmed(url);
        assertThat(trimmed.getHost()).isEqualTo(url.getHost());
        assertThat(BaseUrl.port(trimmed)).isEqualTo(BaseUrl.port(url));
        assertThat(BaseUrl.trimmed(trimmed)).isEqualTo(trimmed);
        // a host of numbers is an address as everybody reads it, or none
        if (url.getHost().matches("[0-9.]+")) {
            assertThat(IpAddress.parse(url.getHost())).isPresent();
        }
    }
}
