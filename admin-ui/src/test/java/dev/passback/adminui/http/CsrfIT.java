package dev.passback.adminui.http;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfIT {

    private static final Site SITE = Site.open();
    private static final SubmissionId EXPIRED =
            new Stock(SITE.pool(), "acme", "greenhouse:1", "Greenhouse").expired("Excel", Stock.CANDIDATE);
    private static final String ACTION = "/submissions/" + EXPIRED + "/send-again";

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void a_form_without_the_token_changes_nothing() {
        // When
        HttpResponse<String> answer = Client.signedIn(SITE, Role.ADMIN).post(ACTION, Map.of("reason", "none"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(acts()).isZero();
    }

    @Test
    void the_token_of_somebody_else_is_no_token() {
        // Given
        String others = Client.signedIn(SITE, Role.SUPPORT).csrf("/submissions");
        // When
        HttpResponse<String> answer = Client.signedIn(SITE, Role.ADMIN).post(ACTION, Map.of("csrf", others));
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(acts()).isZero();
    }

    @Test
    void a_form_on_another_site_changes_nothing_whatever_it_carries() {
        // Given
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        Map<String, String> form = Map.of("csrf", client.csrf("/submissions"));
        // When
        HttpResponse<String> answer = client.post(ACTION, form, Map.of("Sec-Fetch-Site", "cross-site"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(acts()).isZero();
    }

    @Test
    void nobody_is_signed_in_by_another_sites_form() {
        // Given
        Map<String, String> form = Map.of("name", "sam", "password", Site.PASSWORD, "csrf", "x");
        // When
        HttpResponse<String> answer = new Client(SITE).post("/sign-in", form);
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().allValues("set-cookie")).noneMatch(cookie -> cookie.startsWith("passback_session"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void every_unsafe_method_needs_the_token(String method) {
        // When
        HttpResponse<String> answer = Client.signedIn(SITE, Role.SUPPORT).send(method, ACTION);
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void whose_session_is_over_is_told_that_nothing_was_changed() {
        // Given
        Client client = new Client(SITE);
        // When
        HttpResponse<String> answer = client.post(ACTION, Map.of("csrf", "of a session that is over"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).contains("/sign-in");
        assertThat(client.get("/sign-in").body()).contains("Your session was over, so nothing was changed.");
    }

    private static long acts() {
        return await(SITE.pool()
                        .query("SELECT count(*) FROM audit WHERE submission_id IS NOT NULL")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }
}
