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
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** What is wrong with a token that is right but for that. */
    // a function has no state, which Error Prone cannot know
    @SuppressWarnings("ImmutableEnumChecker")
    enum Flaw {
        SIGNED_BY_ANOTHER((claims, nonce) -> PROVIDER.signedByAnother(claims)),
        NOT_SIGNED((claims, nonce) -> FakeProvider.unsigned(claims)),
        NOT_A_TOKEN((claims, nonce) -> "nonsense"),
        ABSENT((claims, nonce) -> ""),
        OF_ANOTHER_ISSUER((claims, nonce) -> PROVIDER.signed(claims.put("iss", "https://evil.example/realm"))),
        WITHOUT_ISSUER((claims, nonce) -> PROVIDER.signed(without(claims, "iss"))),
        FOR_ANOTHER_CLIENT((claims, nonce) -> PROVIDER.signed(claims.put("aud", "payroll"))),
        WITHOUT_AUDIENCE((claims, nonce) -> PROVIDER.signed(without(claims, "aud"))),
        ISSUED_TO_ANOTHER_CLIENT((claims, nonce) -> PROVIDER.signed(claims.put("azp", "payroll"))),
        FOR_MANY_AND_ISSUED_TO_NOBODY((claims, nonce) -> PROVIDER.signed(
                claims.put("aud", new JsonArray().add("passback").add("payroll")))),
        OVER((claims, nonce) -> PROVIDER.signed(
                claims.put("exp", Instant.now().minusSeconds(120).getEpochSecond()))),
        WITHOUT_END((claims, nonce) -> PROVIDER.signed(without(claims, "exp"))),
        OF_ANOTHER_SIGN_IN((claims, nonce) -> PROVIDER.signed(claims.put("nonce", nonce + "x"))),
        WITHOUT_NONCE((claims, nonce) -> PROVIDER.signed(without(claims, "nonce"))),
        ABOUT_NOBODY((claims, nonce) -> PROVIDER.signed(without(claims, "sub")));

        private final BiFunction<JsonObject, String, String> make;

        Flaw(BiFunction<JsonObject, String, String> make) {
            this.make = make;
        }

        private static JsonObject without(JsonObject claims, String name) {
            claims.remove(name);
            return claims;
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_id_token_with_a_flaw_signs_nobody_in(Flaw flaw) {
        // Given
        Client client = new Client(SITE);
        String address = begin(client);
        String nonce = parameter(address, "nonce");
        PROVIDER.give(flaw.make.apply(claims(nonce), nonce));
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
