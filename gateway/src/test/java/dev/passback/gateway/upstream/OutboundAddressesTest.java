package dev.passback.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.gateway.upstream.OutboundAddresses.ForbiddenException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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
                "https://127.0.0.1/v1",
                "https://localhost/v1",
                "https://[::1]/v1",
                "https://169.254.169.254/v1",
                "https://10.1.2.3/v1",
                "https://0x7f000001/v1",
                "https://2130706433/v1",
                "https://[::ffff:10.0.0.1]/v1",
                "http://8.8.8.8/v1",
                "https://127.1/v1",
                "https://0177.0.0.1/v1",
                "https://017700000001/v1",
                "https://0x7f.0.0.1/v1",
                "https://127.0.0.1./v1",
                "https://127.000.000.001/v1",
                "https://0/v1",
                "https://localhost./v1",
                "https://[::127.0.0.1]/v1",
                "https://[::ffff:7f00:1]/v1",
                "https://[64:ff9b::7f00:1]/v1",
                "https://[2002:7f00:1::]/v1",
                "https://[fe80::1%25lo]/v1",
                "https://[fd00:ec2::254]/v1"
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

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1", "93.184.216.34 10.0.0.1", "10.0.0.1 93.184.216.34", "::1", "93.184.216.34 fd00::1"})
    void a_name_of_which_one_address_is_private_may_not_and_it_is_said_how_to_allow_it(String addresses) {
        assertThatThrownBy(() -> named(Set.of(), addresses)
                        .resolve(URI.create("https://ats.example/v1"))
                        .await(10, TimeUnit.SECONDS))
                .isInstanceOf(ForbiddenException.class)
                .hasMessageContainingAll("ats.example", "PASSBACK_ALLOWED_PRIVATE_HOSTS");
    }

    @Test
    void the_address_that_was_checked_is_the_one_to_connect_to_and_a_new_answer_is_checked_anew()
            throws TimeoutException {
        // Given: a name that is public when it is checked and private ever after
        Queue<String> answers = new ArrayDeque<>(List.of("93.184.216.34", "10.0.0.1"));
        Function<String, Future<List<InetAddress>>> changing =
                host -> Future.succeededFuture(addresses(answers.remove()));
        // When
        SocketAddress first = new OutboundAddresses(Set.of(), changing)
                .resolve(URI.create("https://ats.example/v1"))
                .await(10, TimeUnit.SECONDS);
        // Then
        assertThat(first.host()).isEqualTo("93.184.216.34");
        assertThat(first.hostName()).isNull();
        assertThatThrownBy(() -> new OutboundAddresses(Set.of(), changing)
                        .resolve(URI.create("https://ats.example/v1"))
                        .await(10, TimeUnit.SECONDS))
                .isInstanceOf(ForbiddenException.class);
    }

    private static OutboundAddresses named(Set<String> allowed, String addresses) {
        return new OutboundAddresses(allowed, host -> Future.succeededFuture(addresses(addresses)));
    }

    private static List<InetAddress> addresses(String texts) {
        return Arrays.stream(texts.split(" ", -1))
                .map(text -> {
                    try {
                        return InetAddress.getByName(text);
                    } catch (UnknownHostException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .toList();
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
