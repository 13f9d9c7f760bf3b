package dev.passback.adminui.staff.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.core.credential.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ID tokens count: of a provider that says anything. */
class IdTokenIT {

    private static final FakeProvider PROVIDER = new FakeProvider();
    private static final Site SITE = Site.openWith(IdTokenIT::settings);

    private final String person = "anna-" + UUID.randomUUID();

    private static ProviderSettings settings(URI here) {
        return new ProviderSettings(
                PROVIDER.issuer(),
                "passback",
                new Secret("client-secret"),
                "groups",
                GroupRoles.parse("viewer=*"),
                true,
                here);
    }

    @AfterAll
    static void close() {
        SITE.close();
        PROVIDER.close();
    }

    /** A token that is right but for one thing, made from right claims and the nonce. */
    interface Maker {
        String make(JsonObject claims, String nonce);
    }

    /** What is wrong with a token. */
    private static Arguments flaw(String name, Maker token) {
        return Arguments.of(Named.of(name, token));
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                flaw("signed by another", (claims, nonce) -> PROVIDER.signedByAnother(claims)),
                flaw("not signed", (claims, nonce) -> FakeProvider.unsigned(claims)),
                flaw("not a token", (claims, nonce) -> "nonsense"),
                flaw("absent", (claims, nonce) -> ""),
                flaw("of another issuer", (claims, nonce) -> with(claims, "iss", "https://evil.example/realm")),
                flaw("without issuer", (claims, nonce) -> without(claims, "iss")),
                flaw("for another client", (claims, nonce) -> with(claims, "aud", "payroll")),
                flaw("without audience", (claims, nonce) -> without(claims, "aud")),
                flaw("issued to another client", (claims, nonce) -> with(claims, "azp", "payroll")),
                flaw(
                        "for many and issued to nobody",
                        (claims, nonce) -> with(
                                claims, "aud", new JsonArray().add("passback").add("payroll"))),
                flaw(
                        "over",
                        (claims, nonce) -> with(
                                claims, "exp", Instant.now().minusSeconds(120).getEpochSecond())),
                flaw("without end", (claims, nonce) -> without(claims, "exp")),
                flaw("of another sign-in", (claims, nonce) -> with(claims, "nonce", nonce + "x")),
                flaw("without nonce", (claims, nonce) -> without(claims, "nonce")),
                flaw("about nobody", (claims, nonce) -> without(claims, "sub")));
    }

    private static String with(JsonObject claims, String name, Object value) {
        return PROVIDER.signed(claims.put(name, value));
    }

    private static String without(JsonObject claims, String name) {
        claims.remove(name);
        return PROVIDER.signed(claims);
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void an_id_token_with_a_flaw_signs_nobody_in(Maker flaw) {
        // Given
        Client client = new Client(SITE);
        String address = begin(client);
        String nonce = parameter(address, "nonce");
        PROVIDER.give(flaw.make(claims(nonce), nonce));
        // When
        HttpResponse<String> back = finish(client, address);
        // Then
        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(back.body()).contains("does not count").doesNotContain(person);
        assertThat(client.get("/submissions").statusCode()).isEqualTo(302);
    }

    @Test
    void one_without_a_flaw_does() {
        // Given
        Client client = new Client(SITE);
        String address = begin(client);
        PROVIDER.give(PROVIDER.signed(claims(parameter(address, "nonce"))));
        // When
        HttpResponse<String> back = finish(client, address);
        // Then
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(client.get("/submissions").body()).contains(person);
    }

    private JsonObject claims(String nonce) {
        return new JsonObject()
                .put("iss", PROVIDER.issuer().toString())
                .put("sub", person)
                .put("aud", "passback")
                .put("exp", Instant.now().plusSeconds(60).getEpochSecond())
                .put("iat", Instant.now().getEpochSecond())
                .put("nonce", nonce)
                .put("preferred_username", person);
    }

    private static String begin(Client client) {
        return client.get("/sign-in/provider").headers().firstValue("location").orElseThrow();
    }

    private static HttpResponse<String> finish(Client client, String address) {
        return client.get("/sign-in/provider/return?code=a-code&state=" + parameter(address, "state"));
    }

    static String parameter(String address, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
        return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
    }
}
