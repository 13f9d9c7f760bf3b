package dev.passback.adminui.http;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.core.origin.TrustedProxies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pages behind a proxy that ends TLS. */
class RequestOriginIT {

    private Site site = Site.openBehind(TrustedProxies.parse("127.0.0.0/8"));

    @AfterEach
    void close() {
        site.close();
    }

    private HttpResponse<String> signInPage(String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site.url("/sign-in")));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void a_browser_that_speaks_https_to_a_trusted_proxy_gets_secure_cookies_and_is_told_to_stay_with_it()
            throws Exception {
        // When
        HttpResponse<String> secure = signInPage("X-Forwarded-For", "192.0.2.1", "X-Forwarded-Proto", "https");
        HttpResponse<String> plain = signInPage();
        // Then
        assertThat(secure.headers().firstValue("set-cookie"))
                .hasValueSatisfying(
                        cookie -> assertThat(cookie).startsWith("__Host-").contains("Secure"));
        assertThat(secure.headers().firstValue("strict-transport-security")).isPresent();
        assertThat(plain.headers().firstValue("set-cookie"))
                .hasValueSatisfying(
                        cookie -> assertThat(cookie).startsWith("passback_").doesNotContain("Secure"));
        assertThat(plain.headers().firstValue("strict-transport-security")).isEmpty();
    }

    @Test
    void nobody_else_is_believed() throws Exception {
        // Given
        site.close();
        site = Site.openBehind(TrustedProxies.parse("192.0.2.7"));
        // When
        HttpResponse<String> answer = signInPage("Forwarded", "for=192.0.2.1;proto=https");
        // Then
        assertThat(answer.headers().firstValue("set-cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).startsWith("passback_"));
    }

    @Test
    void a_wrong_password_is_noted_with_the_address_behind_the_proxy() {
        // When
        int answer = signIn("192.0.2.1");
        // Then
        assertThat(answer).isEqualTo(403);
        assertThat(await(site.pool()
                                .query(
                                        "SELECT origin FROM audit WHERE act = 'sign in refused' ORDER BY id DESC LIMIT 1")
                                .execute())
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("192.0.2.1");
    }

    private int signIn(String address) {
        Client client = new Client(site);
        return client.post(
                        "/sign-in",
                        Map.of("csrf", client.csrf("/sign-in"), "name", "sam", "password", "wrong"),
                        Map.of("X-Forwarded-For", address))
                .statusCode();
    }
}
