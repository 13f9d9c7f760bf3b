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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Against a real provider's protocol: discovery, PKCE, code, ID token. The browser is played by hand. */
class ProviderSignInIT {

    private static final Person PERSON = new Person();
    private static final MockOAuth2Server PROVIDER = start();
    private static final Site SITE = Site.openWith(here -> settings(here, true));

    private final String person = "anna-" + UUID.randomUUID();

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

    private static MockOAuth2Server start() {
        MockOAuth2Server server = new MockOAuth2Server();
        server.start();
        for (int i = 0; i < 100; i++) {
            server.enqueueCallback(PERSON);
        }
        return server;
    }

    private static ProviderSettings settings(URI here, boolean allTenants) {
        return new ProviderSettings(
                PROVIDER.issuerUrl("staff").uri(),
                "passback",
                new Secret("client-secret"),
                "groups",
                GroupRoles.parse("support=passback-support, admin=passback-admins"),
                allTenants,
                here);
    }

    @AfterAll
    static void close() {
        SITE.close();
        PROVIDER.shutdown();
    }

    @Test
    void whoever_is_in_a_group_is_signed_in_with_its_role_and_goes_where_he_wanted_to() {
        // Given
        Client client = new Client(SITE);
        assertThat(client.get("/sign-in?to=/submissions?view%3Dall").body())
                .contains("Sign in with localhost", "href=\"/sign-in/provider?to=%2Fsubmissions%3Fview%3Dall\"");
        // When
        HttpResponse<String> back = signIn(client, "/submissions?view=all", "passback-support", "others");
        // Then
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("location")).contains("/submissions?view=all");
        assertThat(client.get("/submissions").body()).contains(person, "support");
        assertThat(audit()).containsExactlyInAnyOrder("create", "sign in");
    }

    @Test
    void of_many_groups_the_highest_role_counts() {
        // Given
        Client client = new Client(SITE);
        // When
        signIn(client, "/", "passback-support", "passback-admins");
        // Then
        assertThat(role()).isEqualTo("admin");
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
        String back = travel(client, "/", "passback-support");
        // When
        HttpResponse<String> answer = client.get(back.replaceFirst("state=[^&]*", "state=" + "a".repeat(43)));
        // Then
        assertRefused(client, answer, 400, "not begun here");
    }

    @Test
    void a_return_in_another_browser_signs_nobody_in() {
        // Given
        String back = travel(new Client(SITE), "/", "passback-support");
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
        String back = travel(client, "/", "passback-support");
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
        String back = travel(client, "/", "passback-support");
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
        String back = travel(client, "/", "passback-support");
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
        String back = travel(client, "/", "passback-support");
        // When
        HttpResponse<String> answer = client.get(back.replaceFirst("code=[^&]*", "error=access_denied"));
        // Then
        assertRefused(client, answer, 403, "did not let you in");
    }

    @Test
    void whoever_is_in_no_group_is_told_whom_to_ask_and_loses_what_sessions_he_had() {
        // Given
        Client before = new Client(SITE);
        signIn(before, "/", "passback-support");
        Client client = new Client(SITE);
        // When
        HttpResponse<String> answer = signIn(client, "/", "others");
        // Then
        assertRefused(client, answer, 403, "Ask an admin of Passback which group you need");
        assertThat(before.get("/submissions").statusCode()).isEqualTo(302);
        assertThat(audit()).endsWith("sign in refused");
    }

    @Test
    void whoever_changes_groups_has_the_new_role_from_the_next_sign_in_on_and_no_session_with_the_old_one() {
        // Given
        Client before = new Client(SITE);
        signIn(before, "/", "passback-admins");
        // When
        signIn(new Client(SITE), "/", "passback-support");
        // Then
        assertThat(role()).isEqualTo("support");
        assertThat(before.get("/submissions").statusCode()).isEqualTo(302);
    }

    @Test
    void whoever_is_disabled_here_is_told_so() {
        // Given
        signIn(new Client(SITE), "/", "passback-admins");
        SITE.run("UPDATE staff SET disabled_at = now() WHERE name = $1", person);
        Client client = new Client(SITE);
        // When
        HttpResponse<String> answer = signIn(client, "/", "passback-admins");
        // Then
        assertRefused(client, answer, 403, "Your account is disabled");
    }

    @Test
    void an_account_with_a_password_is_not_taken_over_by_its_name() {
        // Given
        Client client = new Client(SITE);
        // When
        signInAs(client, "ada", "passback-support");
        // Then
        assertThat(client.get("/submissions").body()).contains("<span class=\"name\">ada ");
        assertThat(SITE.run("SELECT role FROM staff WHERE name = 'ada'")
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("admin");
        assertThat(new Client(SITE).signIn("ada", Site.PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void somebody_new_sees_no_tenant_where_that_is_the_rule() {
        try (Site site = Site.openWith(here -> settings(here, false))) {
            // Given
            Client client = new Client(site);
            // When
            signIn(client, "/", "passback-support");
            // Then
            assertThat(site.run("SELECT all_tenants FROM staff WHERE name = $1", person)
                            .iterator()
                            .next()
                            .getBoolean(0))
                    .isFalse();
        }
    }

    @Test
    void signing_out_ends_the_session_here_and_leads_to_where_it_ends_there() {
        // Given
        Client client = new Client(SITE);
        signIn(client, "/", "passback-support");
        Client copy = new Client(SITE);
        copy.cookies().putAll(client.cookies());
        HttpResponse<String> page = client.get("/submissions");
        // When
        HttpResponse<String> out = client.post("/sign-out", Map.of("csrf", client.csrf("/submissions")));
        // Then
        String address = out.headers().firstValue("location").orElseThrow();
        assertThat(address).startsWith(PROVIDER.endSessionEndpointUrl("staff").toString() + "?");
        assertThat(IdTokenIT.parameter(address, "post_logout_redirect_uri")).isEqualTo(SITE.url("/sign-in"));
        assertThat(IdTokenIT.parameter(address, "id_token_hint")).startsWith("ey");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .as("browsers hold the redirect after a form to it")
                .contains("form-action 'self' " + site(address) + ";");
        assertThat(copy.get("/submissions").statusCode()).isEqualTo(302);
        assertThat(client.cookies()).doesNotContainKey("passback_hint");
    }

    @Test
    void whoever_has_a_password_signs_out_here_alone() {
        // Given
        Client client = new Client(SITE);
        client.signIn("sam", Site.PASSWORD);
        // When
        HttpResponse<String> out = client.post("/sign-out", Map.of("csrf", client.csrf("/submissions")));
        // Then
        assertThat(out.headers().firstValue("location")).contains("/sign-in");
    }

    @Test
    void while_the_provider_is_down_a_page_says_so_and_passwords_work_and_later_it_works_again() {
        // Given
        MockOAuth2Server own = start();
        int port = own.baseUrl().port();
        URI issuer = own.issuerUrl("staff").uri();
        own.shutdown();
        try (Site site = Site.openWith(here -> new ProviderSettings(
                issuer, "passback", new Secret("s"), "groups", GroupRoles.parse("viewer=*"), true, here))) {
            Client client = new Client(site);
            // When
            HttpResponse<String> answer = client.get("/sign-in/provider");
            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("The sign-in service does not answer", "Sign in with a password");
            assertThat(client.signIn("sam", Site.PASSWORD).statusCode()).isEqualTo(303);
            // When
            MockOAuth2Server again = new MockOAuth2Server();
            again.start(port);
            // Then
            assertThat(new Client(site).get("/sign-in/provider").statusCode()).isEqualTo(303);
            again.shutdown();
        }
    }

    private HttpResponse<String> signIn(Client client, String to, String... groups) {
        return client.get(travel(client, to, groups));
    }

    private void signInAs(Client client, String name, String... groups) {
        client.get(travelAs(client, "/", name, groups));
    }

    private String travel(Client client, String to, String... groups) {
        return travelAs(client, to, person, groups);
    }

    /** To the provider, which lets the person in at once, and the way back, not yet gone. */
    private String travelAs(Client client, String to, String name, String... groups) {
        Map<String, Object> claims = Map.of("preferred_username", name, "groups", List.of(groups));
        PERSON.is("sub-" + person, claims);
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

    private static void tamper(Client client, int part) {
        String[] parts =
                String.valueOf(client.cookies().get("passback_handshake")).split("\\.", -1);
        parts[part] = "a".repeat(43);
        client.cookies().put("passback_handshake", String.join(".", parts));
    }

    private static void assertRefused(Client client, HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
        assertThat(client.cookies()).doesNotContainKey("passback_session");
        assertThat(client.get("/submissions").statusCode()).isEqualTo(302);
    }

    private static String site(String address) {
        return address.replaceFirst("^(https?://[^/]+).*", "$1");
    }

    private String role() {
        return SITE.run("SELECT role FROM staff WHERE name = $1", person)
                .iterator()
                .next()
                .getString(0);
    }

    private List<String> audit() {
        List<String> acts = new ArrayList<>();
        SITE.run("SELECT act FROM audit WHERE subject = $1 ORDER BY id", person)
                .forEach(row -> acts.add(row.getString(0)));
        return acts;
    }
}
