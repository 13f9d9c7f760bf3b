package dev.passback.adminui.staff.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.TokenRequest;
import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.core.credential.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** A real provider's protocol (discovery, PKCE, code, ID token) with pages that trust it. The browser is played by hand. */
final class ProviderStage implements AutoCloseable {

    private final Person person = new Person();
    private final MockOAuth2Server provider = new MockOAuth2Server();
    private final Site site;

    ProviderStage() {
        provider.start();
        for (int i = 0; i < 100; i++) {
            provider.enqueueCallback(person);
        }
        site = Site.openWith(here -> settings(here, true));
    }

    /** Who is at the provider's door. One for all: an enqueued one that no request took would meet the next test. */
    private static final class Person extends DefaultOAuth2TokenCallback {

        private volatile String subject = "";
        private volatile Map<String, Object> claims = Map.of();

        private Person() {
            super("staff");
        }

        void is(String name, Map<String, Object> said) {
            subject = name;
            claims = said;
        }

        @Override
        public String subject(TokenRequest request) {
            return subject;
        }

        @Override
        public Map<String, Object> addClaims(TokenRequest request) {
            return claims;
        }
    }

    ProviderSettings settings(URI here, boolean allTenants) {
        return new ProviderSettings(
                provider.issuerUrl("staff").uri(),
                "passback",
                new Secret("client-secret"),
                "groups",
                GroupRoles.parse("support=passback-support, admin=passback-admins"),
                allTenants,
                here);
    }

    Site site() {
        return site;
    }

    /** Where sessions with the provider end. */
    String endSession() {
        return provider.endSessionEndpointUrl("staff").toString();
    }

    /** To the provider, which lets the person in at once, and the way back, not yet gone. */
    String travel(Client client, String to, String subject, String name, String... groups) {
        person.is(subject, Map.of("preferred_username", name, "groups", List.of(groups)));
        String start = to.equals("/") ? "/sign-in/provider" : "/sign-in/provider?to=" + to.replace("=", "%3D");
        String there = client.get(start).headers().firstValue("location").orElseThrow();
        String back = visit(there).headers().firstValue("location").orElseThrow();
        assertThat(back).startsWith(client.url("/sign-in/provider/return?"));
        return back.substring(client.url("").length());
    }

    private static HttpResponse<String> visit(String address) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static void assertRefused(Client client, HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
        assertThat(client.cookies()).doesNotContainKey("passback_session");
        assertThat(client.get("/submissions").statusCode()).isEqualTo(302);
    }

    @Override
    public void close() {
        site.close();
        provider.shutdown();
    }
}
