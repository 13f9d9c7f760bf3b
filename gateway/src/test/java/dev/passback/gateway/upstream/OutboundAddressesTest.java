package dev.passback.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.gateway.upstream.OutboundAddresses.ForbiddenException;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundAddressesTest {

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        "https://8.8.8.8/v1, 8.8.8.8, 443",
        "https://8.8.8.8:8443/v1, 8.8.8.8, 8443",
        "https://[2606:4700::1]/v1, 2606:4700:0:0:0:0:0:1, 443"
    })
    void a_public_address_may_be_called_with_tls(String url, String host, int port) throws TimeoutException {
        // When
        SocketAddress address = resolve(url, Set.of());
        // Then: an address, not a name: nothing is looked up a second time
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.hostAddress()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/v1", "https://localhost/v1", "https://[::1]/v1", "https://169.254.169.254/v1",
                "https://10.1.2.3/v1", "https://0x7f000001/v1", "https://2130706433/v1", "https://[::ffff:10.0.0.1]/v1",
                "http://8.8.8.8/v1"
            })
    void what_is_private_or_without_tls_may_not(String url) {
        assertThatThrownBy(() -> resolve(url, Set.of("other.example")))
                .isInstanceOfAny(ForbiddenException.class, UnknownHostException.class);
    }

    @Test
    void a_host_that_is_allowed_by_name_may_be_called_in_plain() throws TimeoutException {
        assertThat(resolve("http://127.0.0.1:8090/v1", Set.of("127.0.0.1"))).hasToString("127.0.0.1:8090");
        assertThat(resolve("http://127.0.0.1/v1", Set.of("127.0.0.1:80"))).hasToString("127.0.0.1:80");
    }

    @Test
    void a_name_without_an_address_is_told_apart() {
        assertThatThrownBy(() -> resolve("https://no-such-host.invalid/v1", Set.of()))
                .isInstanceOf(UnknownHostException.class);
    }

    private static SocketAddress resolve(String url, Set<String> allowed) throws TimeoutException {
        return new OutboundAddresses(vertx, allowed).resolve(URI.create(url)).await(10, TimeUnit.SECONDS);
    }
}
