package dev.passback.adminui.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.core.staff.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersIT {

    private static final Site SITE = Site.open();
    private static final Client CLIENT = Client.signedIn(SITE, Role.SUPPORT);

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/submissions", "/submissions/nonsense", "/nowhere", "/favicon.ico", "/assets/x/app.js"})
    void every_answer_forbids_what_no_page_needs(String path) {
        // When
        HttpResponse<String> answer = CLIENT.get(path);
        // Then
        assertThat(answer.headers().firstValue("content-security-policy"))
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("cross-origin-opener-policy")).contains("same-origin");
    }

    @Test
    void pages_are_not_kept_by_browsers() {
        // When
        HttpResponse<String> answer = CLIENT.get("/submissions");
        // Then
        assertThat(answer.headers().allValues("cache-control")).containsExactly("no-store");
    }

    @Test
    void assets_of_this_version_are_kept_for_ever_and_those_of_another_are_not() {
        // When
        HttpResponse<String> current = CLIENT.get(new Assets().path() + "/passback.css");
        HttpResponse<String> other = CLIENT.get("/assets/0123456789abcdef/passback.css");
        HttpResponse<String> unknown = CLIENT.get(new Assets().path() + "/secret.txt");
        // Then
        assertThat(current.headers().firstValue("cache-control")).contains("public, max-age=31536000, immutable");
        assertThat(current.headers().firstValue("content-type")).contains("text/css; charset=utf-8");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(unknown.statusCode()).isEqualTo(404);
    }

    @Test
    void a_page_and_its_assets_weigh_little() {
        // When
        int weight = CLIENT.get("/submissions").body().length();
        for (String name : Assets.NAMES) {
            weight += CLIENT.get(new Assets().path() + "/" + name).body().length();
        }
        // Then
        assertThat(weight).isLessThan(150_000);
    }

    @Test
    void no_page_has_an_inline_script_or_style() {
        // When
        String page = CLIENT.get("/submissions").body() + CLIENT.get("/nowhere").body();
        // Then
        assertThat(page).doesNotContain(" style=", "<style", " onclick=", "javascript:");
        assertThat(page.replaceAll("<script src=[^>]*></script>", "")).doesNotContain("<script");
    }
}
