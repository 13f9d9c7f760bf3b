package dev.passback.adminui.staff.provider;

import static dev.passback.adminui.staff.provider.ProviderStage.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The way to the provider and back, of which nothing can be used by anybody else. */
class HandshakeIT {

    private static final ProviderStage STAGE = new ProviderStage();
    private static final Site SITE = STAGE.site();

    private final Newcomer anna = new Newcomer(STAGE);

    @AfterAll
    static void close() {
        STAGE.close();
    }

    @Test
    void the_provider_is_told_nothing_by_which_another_could_finish() {
        // When
        HttpResponse<String> start = new Client(SITE).get("/sign-in/provider");
        // Then
        String address = start.headers().firstValue("location").orElseThrow();
        assertThat(address).contains("code_challenge_method=S256", "response_type=code", "scope=openid+profile+email");
        assertThat(start.headers().allValues("set-cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("passback_handshake=")
                        .contains("Max-Age=600", "SameSite=Lax")
                        .containsIgnoringCase("HttpOnly"));
        String verifier = start.headers().allValues("set-cookie").getFirst().split("[=.]", -1)[3];
        assertThat(verifier).hasSize(43);
        assertThat(address).doesNotContain(verifier);
    }

    @Test
    void a_return_with_another_state_signs_nobody_in() {
        // Given
        Client client = new Client(SITE);
        String back = anna.travel(client, "/", "passback-support");
        // When
        HttpResponse<String> answer = client.get(back.replaceFirst("state=[^&]*", "state=" + "a".repeat(43)));
        // Then
        assertRefused(client, answer, 400, "not begun here");
    }

    @Test
    void a_return_in_another_browser_signs_nobody_in() {
        // Given
        String back = anna.travel(new Client(SITE), "/", "passback-support");
        Client other = new Client(SITE);
        // When
        HttpResponse<String> answer = other.get(back);
        // Then
        assertRefused(other, answer, 400, "not begun here");
    }

    @Test
    void a_return_is_good_once() {
        // Given
        Client client = new Client(SITE);
        String back = anna.travel(client, "/", "passback-support");
        String handshake = String.valueOf(client.cookies().get("passback_handshake"));
        client.get(back);
        Client copy = new Client(SITE);
        copy.cookies().put("passback_handshake", handshake);
        // When
        HttpResponse<String> again = copy.get(back);
        // Then
        assertRefused(copy, again, 403, "does not count");
        assertThat(client.cookies()).doesNotContainKey("passback_handshake");
    }

    @Test
    void a_return_with_the_nonce_of_another_sign_in_signs_nobody_in() {
        // Given
        Client client = new Client(SITE);
        String back = anna.travel(client, "/", "passback-support");
        tamper(client, 1);
        // When
        HttpResponse<String> answer = client.get(back);
        // Then
        assertRefused(client, answer, 403, "does not count");
    }

    @Test
    void a_code_is_worth_nothing_without_its_verifier() {
        // Given
        Client client = new Client(SITE);
        String back = anna.travel(client, "/", "passback-support");
        tamper(client, 2);
        // When
        HttpResponse<String> answer = client.get(back);
        // Then
        assertRefused(client, answer, 403, "does not count");
    }

    @Test
    void whoever_cancels_there_is_told_so() {
        // Given
        Client client = new Client(SITE);
        String back = anna.travel(client, "/", "passback-support");
        // When
        HttpResponse<String> answer = client.get(back.replaceFirst("code=[^&]*", "error=access_denied"));
        // Then
        assertRefused(client, answer, 403, "did not let you in");
    }

    private static void tamper(Client client, int part) {
        String[] parts =
                String.valueOf(client.cookies().get("passback_handshake")).split("\\.", -1);
        parts[part] = "a".repeat(43);
        client.cookies().put("passback_handshake", String.join(".", parts));
    }
}
