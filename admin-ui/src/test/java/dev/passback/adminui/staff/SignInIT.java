package dev.passback.adminui.staff;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.core.staff.Role;
import dev.passback.db.staff.SignInStore;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInIT {

    private static final Site SITE = Site.open();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void a_page_leads_to_the_sign_in_and_from_there_back() {
        // Given
        Client client = new Client(SITE);
        // When
        HttpResponse<String> asked = client.get("/submissions?view=all&state=held");
        // Then
        assertThat(asked.statusCode()).isEqualTo(302);
        String signIn = asked.headers().firstValue("location").orElseThrow();
        assertThat(signIn).startsWith("/sign-in?to=");
        HttpResponse<String> form = client.get(signIn);
        assertThat(form.body()).contains("name=\"to\" value=\"/submissions?view=all&amp;state=held\"");
        HttpResponse<String> done = client.post(
                "/sign-in",
                Map.of(
                        "csrf",
                        client.csrf(signIn),
                        "name",
                        "sam",
                        "password",
                        Site.PASSWORD,
                        "to",
                        "/submissions?view=all&state=held"));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("location")).contains("/submissions?view=all&state=held");
        assertThat(client.get("/submissions").statusCode()).isEqualTo(200);
    }

    @Test
    void an_unknown_name_and_a_wrong_password_get_the_same_answer() {
        // Given
        Client client = new Client(SITE);
        // When
        HttpResponse<String> wrongPassword = client.signIn("vera", "not her password at all");
        HttpResponse<String> unknownName = client.signIn("nobody", "not her password at all");
        // Then
        assertThat(wrongPassword.statusCode()).isEqualTo(403).isEqualTo(unknownName.statusCode());
        assertThat(wrongPassword.body()).contains("The name or the password is wrong.");
        assertThat(timeless(wrongPassword.body()).replace("vera", "nobody")).isEqualTo(timeless(unknownName.body()));
        assertThat(client.get("/submissions").statusCode()).isEqualTo(302);
    }

    private static String timeless(String page) {
        return page.replaceAll("data-now=\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody has this password", "", "a\u0000b"})
    void nobody_is_nobody_whatever_the_password(String password) {
        // When
        HttpResponse<String> answer = new Client(SITE).signIn("no\u0000body", password);
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void whoever_guesses_has_to_wait() {
        // Given
        Client client = new Client(SITE);
        for (int i = 0; i < SignInThrottle.FREE_TRIES; i++) {
            client.signIn("ada", "guess number " + i);
        }
        // When
        HttpResponse<String> answer = client.signIn("ada", "one guess more");
        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("The name or the password is wrong. Too many tries: wait ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"})
    void nobody_is_sent_to_another_site(String to) {
        // Given
        Client client = new Client(SITE);
        // When
        HttpResponse<String> done = client.post(
                "/sign-in",
                Map.of("csrf", client.csrf("/sign-in"), "name", "sam", "password", Site.PASSWORD, "to", to));
        // Then
        assertThat(done.headers().firstValue("location")).contains("/");
    }

    @Test
    void the_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites() {
        // When
        HttpResponse<String> done = new Client(SITE).signIn("sam", Site.PASSWORD);
        // Then
        assertThat(done.headers().allValues("set-cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("passback_session=")
                        .containsIgnoringCase("; HttpOnly")
                        .contains("; SameSite=Lax", "; Path=/")
                        .doesNotContain("Secure"));
    }

    @Test
    void behind_https_the_cookie_is_bound_to_https_and_to_the_host() {
        // Given
        try (Site site = Site.openSecure()) {
            // When
            HttpResponse<String> done = new Client(site).signIn("sam", Site.PASSWORD);
            // Then
            assertThat(done.headers().allValues("set-cookie"))
                    .anySatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-passback=")
                            .containsIgnoringCase("; HttpOnly")
                            .contains("; SameSite=Lax", "; Path=/", "; Secure")
                            .doesNotContain("Domain"));
        }
    }

    @Test
    void the_database_does_not_know_the_token() {
        // Given
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        String token = client.cookies().get("passback_session");
        // When
        long plain = await(SITE.pool()
                        .query("SELECT count(*) FROM staff_session s WHERE s::text LIKE '%" + token + "%'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
        // Then
        assertThat(token).hasSize(43);
        assertThat(plain).isZero();
    }

    @Test
    void a_session_that_was_signed_out_is_over_for_every_copy_of_its_cookie() {
        // Given
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        Client copy = new Client(SITE);
        copy.cookies().putAll(client.cookies());
        // When
        HttpResponse<String> done = client.post("/sign-out", Map.of("csrf", client.csrf("/submissions")));
        // Then
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(client.get("/sign-in").body()).contains("You are signed out.");
        assertThat(copy.get("/submissions").statusCode()).isEqualTo(302);
    }

    @Test
    void every_sign_in_gets_a_token_of_its_own() {
        // Given
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        String first = client.cookies().get("passback_session");
        client.post("/sign-out", Map.of("csrf", client.csrf("/submissions")));
        // When
        client.signIn("sam", Site.PASSWORD);
        // Then
        assertThat(client.cookies().get("passback_session")).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vera", "gone", "nobody at all"})
    void a_closed_account_says_what_a_wrong_password_is_told_and_how_long_to_wait(String name) {
        // Given
        try (Site site = Site.open()) {
            site.run("INSERT INTO staff (name, role, password_hash, disabled_at)"
                    + " SELECT 'gone', role, password_hash, now() FROM staff WHERE name = 'vera'");
            guessOnAnotherNode(site, name);
            Client client = new Client(site);
            // When
            HttpResponse<String> wrong = client.signIn(name, "a guess");
            HttpResponse<String> right = client.signIn(name, Site.PASSWORD);
            // Then
            assertThat(wrong.statusCode()).isEqualTo(429).isEqualTo(right.statusCode());
            assertThat(text(wrong)).contains("The name or the password is wrong. Too many tries: wait ");
            assertThat(text(right)).contains("The name or the password is wrong. Too many tries: wait ");
            assertThat(client.get("/submissions").statusCode()).isEqualTo(302);
        }
    }

    /** Another node, or another address: this one has not seen a single failure. */
    private static void guessOnAnotherNode(Site site, String name) {
        SignInStore elsewhere = new SignInStore(site.pool());
        for (int i = 0; i < 5; i++) {
            await(elsewhere.take(name));
        }
    }

    @Test
    void getting_in_makes_earlier_failures_forgotten() {
        // Given
        Client client = new Client(SITE);
        for (int i = 0; i < 4; i++) {
            client.signIn("vera", "guess number " + i);
        }
        // When
        HttpResponse<String> done = client.signIn("vera", Site.PASSWORD);
        // Then
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(SITE.run("SELECT failed_sign_ins FROM staff WHERE name = 'vera'")
                        .iterator()
                        .next()
                        .getInteger(0))
                .isZero();
    }

    @Test
    void whoever_is_disabled_cannot_sign_in_and_the_session_is_over_at_once() {
        try (Site site = Site.open()) {
            // Given
            Client client = Client.signedIn(site, Role.ADMIN);
            assertThat(client.get("/submissions").statusCode()).isEqualTo(200);
            // When
            site.run("UPDATE staff SET disabled_at = now() WHERE name = 'ada'");
            // Then
            assertThat(client.get("/submissions").statusCode()).isEqualTo(302);
            HttpResponse<String> again = new Client(site).signIn("ada", Site.PASSWORD);
            assertThat(again.statusCode()).isEqualTo(403);
            assertThat(again.body()).contains("The name or the password is wrong.");
        }
    }

    @Test
    void signing_in_failing_to_and_signing_out_are_in_the_audit_log() {
        try (Site site = Site.open()) {
            // Given
            Client client = new Client(site);
            // When
            client.signIn("ada", "not her password");
            client.signIn("not-a-name-but-a-passw0rd", "not her password");
            client.signIn("ada", Site.PASSWORD);
            client.post("/sign-out", Map.of("csrf", client.csrf("/submissions")));
            // Then
            List<String> acts = new ArrayList<>();
            site.run("SELECT concat_ws(' ', tenant_id, subject_kind, subject, actor, act, origin) FROM audit"
                            + " WHERE act LIKE 'sign%' ORDER BY id")
                    .forEach(row -> acts.add(row.getString(0)));
            assertThat(acts)
                    .containsExactly(
                            "0 staff ada nobody sign in refused 127.0.0.1",
                            "0 staff nobody sign in refused 127.0.0.1",
                            "0 staff ada staff:ada sign in 127.0.0.1",
                            "0 staff ada staff:ada sign out 127.0.0.1");
        }
    }

    private static String text(HttpResponse<String> answer) {
        return answer.body().replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }
}
