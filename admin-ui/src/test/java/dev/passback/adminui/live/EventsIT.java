package dev.passback.adminui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.live.Changes;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The streams that open pages live on. */
class EventsIT {

    private static final Site SITE = Site.open();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Changes CHANGES = new Changes(VERTX, SITE.pool());
    private static final Stock MINE = new Stock(SITE.pool(), "mine", "greenhouse:mine", "Mine");
    private static final Stock OTHERS = new Stock(SITE.pool(), "others", "greenhouse:others", "Others");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LISTENERS =
            " FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'passback-live'";

    /** The lines of a stream as they come. */
    private record OpenPage(HttpResponse<Stream<String>> answer, List<String> lines) {

        static HttpRequest request(Client client, String watched) {
            String cookies = client.cookies().entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            return HttpRequest.newBuilder(URI.create(client.url("/events?" + watched)))
                    .header("Cookie", cookies)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        }

        static OpenPage open(Client client, String watched) {
            HttpResponse<Stream<String>> answer = HTTP.sendAsync(
                            request(client, watched), HttpResponse.BodyHandlers.ofLines())
                    .join();
            List<String> lines = new CopyOnWriteArrayList<>();
            CompletableFuture.runAsync(() -> answer.body().forEach(lines::add), task -> {
                Thread reader = new Thread(task, "events");
                reader.setDaemon(true);
                reader.start();
            });
            OpenPage stream = new OpenPage(answer, lines);
            await().until(() -> lines.contains("event: hearing"));
            return stream;
        }

        void waitForChange() {
            waitFor("event: change");
        }

        long changes() {
            return lines.stream().filter("event: change"::equals).count();
        }

        void waitFor(String text) {
            await().until(() -> lines.stream().anyMatch(line -> line.contains(text)));
        }
    }

    @BeforeAll
    static void sam_sees_one_tenant_of_two() {
        SITE.run("UPDATE staff SET all_tenants = false WHERE name = 'sam'");
        SITE.run("INSERT INTO staff_tenant VALUES ('sam', $1)", MINE.tenant().value());
    }

    @AfterAll
    static void close() {
        VERTX.close();
        SITE.close();
    }

    @Test
    void many_open_pages_are_told_over_one_connection_that_listens() {
        // Given
        Client ada = Client.signedIn(SITE, Role.ADMIN);
        SubmissionId id = SubmissionId.next();
        List<OpenPage> pages = IntStream.range(0, 15)
                .mapToObj(no -> OpenPage.open(ada, "submission=" + id))
                .toList();
        // When
        CHANGES.changed(MINE.tenant(), id, false);
        // Then
        pages.forEach(OpenPage::waitForChange);
        assertThat(SITE.run("SELECT count(*)" + LISTENERS).iterator().next().getLong(0))
                .isEqualTo(1);
    }

    @Test
    void a_page_is_told_of_what_is_on_it_alone_and_a_viewer_of_his_own_tenants() {
        // Given
        SubmissionId foreign = SubmissionId.next();
        SubmissionId mine = SubmissionId.next();
        Client sam = Client.signedIn(SITE, Role.SUPPORT);
        OpenPage hidden = OpenPage.open(sam, "submission=" + foreign);
        OpenPage other = OpenPage.open(sam, "submission=" + SubmissionId.next() + "&list=attention");
        OpenPage seen = OpenPage.open(Client.signedIn(SITE, Role.ADMIN), "submission=" + foreign);
        OpenPage list = OpenPage.open(sam, "list=any");
        // When
        CHANGES.changed(OTHERS.tenant(), foreign, true);
        seen.waitForChange();
        CHANGES.accepted(OTHERS.tenant());
        CHANGES.changed(MINE.tenant(), mine, false);
        list.waitForChange();
        // Then
        assertThat(hidden.lines()).doesNotContain("event: change");
        assertThat(other.lines()).doesNotContain("event: change");
        assertThat(list.changes()).isEqualTo(1);
    }

    @Test
    void a_page_on_which_much_happens_is_told_once_a_second() {
        // Given
        OpenPage page = OpenPage.open(Client.signedIn(SITE, Role.ADMIN), "list=any");
        long begun = System.nanoTime();
        // When
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            CHANGES.accepted(MINE.tenant());
            return page.changes() >= 3;
        });
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void pages_are_told_when_nothing_is_heard_and_when_it_is_again() {
        // Given
        SubmissionId id = SubmissionId.next();
        OpenPage page = OpenPage.open(Client.signedIn(SITE, Role.ADMIN), "submission=" + id);
        // When
        SITE.run("SELECT pg_terminate_backend(pid)" + LISTENERS);
        // Then
        page.waitFor("event: deaf");
        await().until(() ->
                page.lines().lastIndexOf("event: hearing") > page.lines().indexOf("event: deaf"));
        CHANGES.changed(OTHERS.tenant(), id, false);
        page.waitForChange();
    }

    @Test
    void a_page_too_many_is_told_to_come_again_and_has_a_place_when_another_is_closed() throws IOException {
        try (Site site = Site.open()) {
            // Given
            Client ada = Client.signedIn(site, Role.ADMIN);
            List<HttpResponse<InputStream>> pages = IntStream.range(0, EventStreams.MOST)
                    .mapToObj(no -> ask(ada))
                    .toList();
            // When
            HttpResponse<InputStream> beyond = ask(ada);
            // Then
            assertThat(pages).extracting(HttpResponse::statusCode).containsOnly(200);
            assertThat(beyond.statusCode()).isEqualTo(503);
            assertThat(beyond.headers().firstValue("retry-after")).contains("30");
            // When
            pages.getFirst().body().close();
            // Then
            await().until(() -> ask(ada).statusCode() == 200);
        }
    }

    private static HttpResponse<InputStream> ask(Client client) {
        return HTTP.sendAsync(OpenPage.request(client, ""), HttpResponse.BodyHandlers.ofInputStream())
                .join();
    }

    @Test
    void no_proxy_keeps_packs_or_holds_back_a_stream() {
        // When
        Map<String, List<String>> headers = OpenPage.open(Client.signedIn(SITE, Role.VIEWER), "list=any")
                .answer()
                .headers()
                .map();
        // Then
        assertThat(headers)
                .containsEntry("content-type", List.of("text/event-stream"))
                .containsEntry("cache-control", List.of("no-store, no-transform"))
                .containsEntry("x-accel-buffering", List.of("no"));
    }

    @Test
    void a_page_that_is_open_keeps_no_session_alive() {
        // Given
        Client vera = Client.signedIn(SITE, Role.VIEWER);
        SITE.run("UPDATE staff_session SET last_seen_at = now() - interval '119 minutes' WHERE staff = 'vera'");
        // When
        OpenPage.open(vera, "list=any");
        // Then
        assertThat(SITE.run(
                                "SELECT count(*) FROM staff_session WHERE staff = 'vera' AND last_seen_at > now() - interval '1 hour'")
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
    }
}
