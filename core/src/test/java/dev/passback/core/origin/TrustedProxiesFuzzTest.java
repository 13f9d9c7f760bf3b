package dev.passback.core.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Headers that a fuzzer thinks of: whatever a client writes, it is not taken for somebody else. */
class TrustedProxiesFuzzTest {

    private static final TrustedProxies TRUSTED = TrustedProxies.parse("10.0.0.0/8,2001:db8::/32");
    private static final String PROXY = "10.0.0.1";
    private static final String CLIENT = "192.0.2.60";

    @FuzzTest(maxDuration = "2m")
    void a_client_is_who_the_proxy_says_whatever_stands_left_of_it(FuzzedDataProvider fuzz) {
        String forwarded = fuzz.consumeString(200);
        String addresses = fuzz.consumeString(100);
        String schemes = fuzz.consumeString(30);
        String peer = fuzz.consumeRemainingAsString();
        ForwardedHeaders lies =
                new ForwardedHeaders(List.of(forwarded), List.of(addresses), List.of(schemes), List.of(forwarded));

        assertThat(TRUSTED.origin(CLIENT, false, lies)).isEqualTo(direct(CLIENT));
        assertThat(TRUSTED.origin(
                                PROXY,
                                false,
                                new ForwardedHeaders(
                                        List.of(forwarded, "for=" + CLIENT), List.of(), List.of(), List.of()))
                        .address())
                .isEqualTo(CLIENT);
        assertThat(TRUSTED.origin(
                                PROXY,
                                false,
                                new ForwardedHeaders(
                                        List.of(), List.of(addresses, CLIENT), List.of(schemes), List.of()))
                        .address())
                .isEqualTo(CLIENT);
        written(TRUSTED.origin(PROXY, false, lies));
        IpAddress.parse(peer).ifPresent(address -> written(TRUSTED.origin(peer, true, lies)));
    }

    private static Origin direct(String address) {
        return TRUSTED.origin(address, false, ForwardedHeaders.NONE);
    }

    /** An address in the one way in which it is written, and a host that fits a URL. */
    private static void written(Origin origin) {
        assertThat(IpAddress.parse(origin.address())).map(IpAddress::toString).contains(origin.address());
        origin.host().ifPresent(host -> assertThat(host).matches("[A-Za-z0-9._:\\[\\]-]+"));
    }
}
