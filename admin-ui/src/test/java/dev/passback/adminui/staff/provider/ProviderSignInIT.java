package dev.passback.adminui.staff.provider;

import static dev.passback.adminui.staff.provider.ProviderStage.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.core.credential.Secret;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** People who sign in at a provider. */
class ProviderSignInIT {

    private static final ProviderStage STAGE = new ProviderStage();
    private static final Site SITE = STAGE.site();

    private final Newcomer anna = new Newcomer(STAGE);

    @AfterAll
    static void close() {
        STAGE.close();
    }

    @Test
    void whoever_is_in_a_group_is_signed_in_with_its_role_and_goes_where_he_wanted_to() {
        // Given
        Client client = new Client(SITE);
        assertThat(client.get("/sign-in?to=/submissions?view%3Dall").body())
                .contains("Sign in with localhost", "href=\"/sign-in/provider?to=%2Fsubmissions%3Fview%3Dall\"");
        // When
        HttpResponse<String> back = anna.signIn(client, "/submissions?view=all", "passback-support", "others");
        // Then
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("location")).contains("/submissions?view=all");
        assertThat(client.get("/submissions").body()).contains(anna.name(), "support");
        assertThat(anna.audit()).containsExactlyInAnyOrder("create", "sign in");
    }

    @Test
    void of_many_groups_the_highest_role_counts() {
        // Given
        Client client = new Client(SITE);
        // When
        anna.signIn(client, "/", "passback-support", "passback-admins");
        // Then
        assertThat(anna.role()).isEqualTo("admin");
    }

    @Test
    void whoever_is_in_no_group_is_told_whom_to_ask_and_loses_what_sessions_he_had() {
        // Given
        Client before = new Client(SITE);
        anna.signIn(before, "/", "passback-support");
        Client client = new Client(SITE);
        // When
        HttpResponse<String> answer = anna.signIn(client, "/", "others");
        // Then
        assertRefused(client, answer, 403, "Ask an admin of Passback which group you need");
        assertThat(before.get("/submissions").statusCode()).isEqualTo(302);
        assertThat(anna.audit()).endsWith("sign in refused");
    }

    @Test
    void whoever_changes_groups_has_the_new_role_from_the_next_sign_in_on_and_no_session_with_the_old_one() {
        // Given
        Client before = new Client(SITE);
        anna.signIn(before, "/", "passback-admins");
        // When
        anna.signIn(new Client(SITE), "/", "passback-support");
        // Then
        assertThat(anna.role()).isEqualTo("support");
        assertThat(before.get("/submissions").statusCode()).isEqualTo(302);
    }

    @Test
    void whoever_is_disabled_here_is_told_so() {
        // Given
        anna.signIn(new Client(SITE), "/", "passback-admins");
        SITE.run("UPDATE staff SET disabled_at = now() WHERE name = $1", anna.name());
        Client client = new Client(SITE);
        // When
        HttpResponse<String> answer = anna.signIn(client, "/", "passback-admins");
        // Then
        assertRefused(client, answer, 403, "Your account is disabled");
    }

    @Test
    void an_account_with_a_password_is_not_taken_over_by_its_name() {
        // Given
        Client client = new Client(SITE);
        // When
        anna.signInAs(client, "ada", "passback-support");
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
        try (Site site = Site.openWith(here -> STAGE.settings(here, false))) {
            // Given
            Client client = new Client(site);
            // When
            anna.signIn(client, "/", "passback-support");
            // Then
            assertThat(site.run("SELECT all_tenants FROM staff WHERE name = $1", anna.name())
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
        anna.signIn(client, "/", "passback-support");
        Client copy = new Client(SITE);
        copy.cookies().putAll(client.cookies());
        HttpResponse<String> page = client.get("/submissions");
        // When
        HttpResponse<String> out = client.post("/sign-out", Map.of("csrf", client.csrf("/submissions")));
        // Then
        String address = out.headers().firstValue("location").orElseThrow();
        assertThat(address).startsWith(STAGE.endSession() + "?");
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
        MockOAuth2Server own = new MockOAuth2Server();
        own.start();
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

    private static String site(String address) {
        return address.replaceFirst("^(https?://[^/]+).*", "$1");
    }
}
