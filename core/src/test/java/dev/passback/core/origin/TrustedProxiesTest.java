package dev.passback.core.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.1";
    private static final TrustedProxies TRUSTED = TrustedProxies.parse("10.0.0.0/8, 2001:db8::/32");

    private static ForwardedHeaders forwarded(String... lines) {
        return new ForwardedHeaders(Arrays.asList(lines), List.of(), List.of(), List.of());
    }

    private static ForwardedHeaders customary(String addresses, String schemes) {
        return new ForwardedHeaders(List.of(), List.of(addresses), List.of(schemes), List.of());
    }

    private static Origin through(ForwardedHeaders headers) {
        return TRUSTED.origin(PROXY, false, headers);
    }

    @Test
    void what_somebody_says_who_is_not_trusted_is_not_believed() {
        // Given
        ForwardedHeaders lies = new ForwardedHeaders(
                List.of("for=1.1.1.1;proto=https;host=evil"), List.of("1.1.1.1"), List.of("https"), List.of("evil"));
        // When
        Origin stranger = TRUSTED.origin("192.0.2.9", false, lies);
        Origin nobody = TrustedProxies.NONE.origin(PROXY, true, lies);
        // Then
        assertThat(stranger.address()).isEqualTo("192.0.2.9");
        assertThat(stranger.https()).isFalse();
        assertThat(stranger.host()).isEmpty();
        assertThat(nobody.address()).isEqualTo(PROXY);
        assertThat(nobody.https()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "for=192.0.2.60;proto=https;by=203.0.113.43 | 192.0.2.60 | true",
                "for=192.0.2.60 | 192.0.2.60 | false",
                "For=\"[2a00::cafe]:4711\" | 2a00::cafe | false",
                "for=\"192.0.2.60:_port\";PROTO=HTTPS | 192.0.2.60 | true",
                "for=1.1.1.1, for=192.0.2.60;proto=https | 192.0.2.60 | true",
                "for=1.1.1.1;proto=https, for=192.0.2.60;proto=http | 192.0.2.60 | false",
                "for=192.0.2.60;proto=https, for=10.0.0.7;proto=http | 192.0.2.60 | true",
                "for=192.0.2.60;proto=https, for=\"[2001:db8::7]\";proto=http | 192.0.2.60 | true",
                "for=10.9.9.9;proto=https, for=10.0.0.7 | 10.9.9.9 | true",
                "for=1.1.1.1, for=unknown;proto=https | 10.0.0.1 | true",
                "for=1.1.1.1, for=_hidden | 10.0.0.1 | false",
                ",, for=192.0.2.60 ,, | 192.0.2.60 | false"
            })
    void the_right_most_address_that_is_not_a_proxys_is_the_client(String header, String address, boolean https) {
        assertThat(through(forwarded(header)))
                .extracting(Origin::address, Origin::https)
                .containsExactly(address, https);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=192.0.2.60;proto",
                "for==192.0.2.60",
                "for=192.0.2.60 proto=https",
                "for=\"192.0.2.60",
                "for=192.0.2.60;for=1.1.1.1",
                "for=[2a00::1]",
                "for=192.0.2.60;\u0000=1",
                "192.0.2.60",
                ";,=",
                "for=\"192.0.2.60\\"
            })
    void a_malformed_header_says_nothing(String header) {
        assertThat(through(forwarded(header))).isEqualTo(through(ForwardedHeaders.NONE));
    }

    @Test
    void several_lines_are_one_list() {
        assertThat(through(forwarded("for=1.1.1.1", "for=192.0.2.60, for=10.0.0.7"))
                        .address())
                .isEqualTo("192.0.2.60");
    }

    @Test
    void a_malformed_line_of_the_client_does_not_spoil_the_proxys() {
        assertThat(through(forwarded("for=\"1.1.1.1", "for=192.0.2.60")).address())
                .isEqualTo("192.0.2.60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.60 | https | 192.0.2.60 | true",
                "1.1.1.1, 192.0.2.60 | https | 192.0.2.60 | true",
                "192.0.2.60, 10.0.0.7 | https, http | 192.0.2.60 | true",
                "192.0.2.60, 10.0.0.7 | https | 192.0.2.60 | true",
                "1.1.1.1, 192.0.2.60, 10.0.0.7 | http, https | 192.0.2.60 | true",
                "192.0.2.60:4711 | http | 192.0.2.60 | false",
                "2a00::cafe | https | 2a00::cafe | true",
                "[2a00::cafe]:4711 | https | 2a00::cafe | true",
                "1.1.1.1, nonsense | https | 10.0.0.1 | true",
                "192.0.2.60 | ftp | 192.0.2.60 | false"
            })
    void the_customary_headers_are_read_likewise(String addresses, String schemes, String address, boolean https) {
        assertThat(through(customary(addresses, schemes)))
                .extracting(Origin::address, Origin::https)
                .containsExactly(address, https);
    }

    @Test
    void a_proxy_that_tells_the_scheme_alone_is_believed() {
        // When
        Origin origin =
                through(new ForwardedHeaders(List.of(), List.of(), List.of("https"), List.of("api.example:8443")));
        // Then
        assertThat(origin.address()).isEqualTo(PROXY);
        assertThat(origin.https()).isTrue();
        assertThat(origin.host()).contains("api.example:8443");
    }

    @Test
    void two_kinds_of_headers_that_differ_are_both_not_believed() {
        // Given: a proxy that writes the one and lets a client's other through
        ForwardedHeaders mixed = new ForwardedHeaders(
                List.of("for=1.1.1.1;proto=https"), List.of("192.0.2.60"), List.of("https"), List.of());
        ForwardedHeaders same = new ForwardedHeaders(
                List.of("for=192.0.2.60;proto=https"), List.of("192.0.2.60"), List.of("https"), List.of());
        // Then
        assertThat(through(mixed).address()).isEqualTo(PROXY);
        assertThat(through(mixed).https()).isFalse();
        assertThat(through(same).address()).isEqualTo("192.0.2.60");
        assertThat(through(same).https()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil/../x", "a b", "a\"b", "a@b", "", "a:b", "[::1"})
    void a_host_that_could_be_none_is_left_out(String host) {
        assertThat(through(new ForwardedHeaders(List.of(), List.of(), List.of("https"), List.of(host)))
                        .host())
                .isEmpty();
    }

    @Test
    void an_empty_list_trusts_nobody() {
        assertThat(TrustedProxies.parse(" , ")).isEqualTo(TrustedProxies.NONE);
    }

    @Test
    void a_peer_without_an_address_is_said_to_be_unknown() {
        assertThat(TRUSTED.origin("", false, ForwardedHeaders.NONE).address()).isEqualTo("unknown");
    }
}
