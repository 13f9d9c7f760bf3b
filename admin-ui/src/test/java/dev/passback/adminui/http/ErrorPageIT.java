package dev.passback.adminui.http;

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

class ErrorPageIT {

    private static final Site SITE = Site.open();
    private static final Client CLIENT = Client.signedIn(SITE, Role.SUPPORT);

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/submissions/1-1-1-1-1",
                "/submissions/0199c1d2-0000-7000-8000-000000000000",
                "/submissions/%00",
                "/submissions/..%2F..%2Fetc",
                "/submissions?after=nonsense",
                "/submissions?before=1",
                "/submissions?view=everything",
                "/submissions?state=held,lost"
            })
    void what_is_not_there_is_a_page_that_says_so(String path) {
        // When
        HttpResponse<String> answer = CLIENT.get(path);
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(answer.body()).contains("There is nothing here", "id=\"q\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/submissions/%zz", "/submissions?q=%zz", "/submissions?view=%", "/%"})
    void an_address_that_cannot_be_read_is_the_askers_fault(String path) {
        // When
        int status = RawRequest.status(SITE.url(""), path, CLIENT.cookies());
        // Then
        assertThat(status).isEqualTo(400);
    }

    @Test
    void nobody_learns_from_outside_what_is_there() {
        // When
        HttpResponse<String> answer = new Client(SITE).get("/nowhere");
        // Then
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @Test
    void a_role_that_does_not_include_it_gets_a_page_that_says_so() {
        // Given
        SubmissionId id =
                new Stock(SITE.pool(), "acme", "greenhouse:1", "Greenhouse").expired("Excel", Stock.CANDIDATE);
        Client viewer = Client.signedIn(SITE, Role.VIEWER);
        // When
        HttpResponse<String> answer =
                viewer.post("/submissions/" + id + "/send-again", Map.of("csrf", viewer.csrf("/submissions")));
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("This is not allowed");
    }

    @Test
    void a_form_that_is_too_large_is_refused() {
        // When
        HttpResponse<String> answer = CLIENT.post("/submissions/x/send-again", Map.of("reason", "x".repeat(20_000)));
        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void without_its_database_the_site_says_that_nothing_is_lost() {
        // Given
        try (Site broken = Site.open()) {
            Client client = Client.signedIn(broken, Role.SUPPORT);
            broken.dropDatabase();
            // When
            HttpResponse<String> answer = client.get("/submissions");
            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("The database does not answer", "Nothing is lost", "Reference:");
        }
    }
}
