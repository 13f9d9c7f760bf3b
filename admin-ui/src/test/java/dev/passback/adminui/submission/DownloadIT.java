package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.Target;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DownloadIT {

    private static final int MANY = 30_000;
    private static final Site SITE = Site.open();
    private static final Stock STOCK = new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex, \"the\" Greenhouse");

    static {
        STOCK.delivered("=HYPERLINK(\"http://evil\")", Stock.CANDIDATE, "mind the gap");
        STOCK.rejected("plain", new Target(Target.Kind.APPLICATION, "-2+3"));
        new Stock(SITE.pool(), "many", "greenhouse:2", "Many");
        SITE.run("""
                INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, state, due_at, retry_until)
                SELECT t.id, gen_random_uuid(), 'greenhouse:2', 'k', 'candidate', 'c' || n, repeat('many ', 40), 'https://example.com/' || n,
                  '{}', 'queued', now(), now()
                FROM tenant t, generate_series(1, %d) n WHERE t.name = 'many'
                """.formatted(MANY));
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void a_csv_has_what_the_list_shows_and_no_cell_is_a_formula() {
        // When
        HttpResponse<String> answer =
                Client.signedIn(SITE, Role.VIEWER).get("/submissions/download?q=tenant:acme&format=csv");
        // Then
        assertThat(answer.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"submissions.csv\"");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("submission_id,state,warnings,may_be_doubled,tenant,integration_id,");
        assertThat(lines.get(1))
                .contains(
                        ",rejected,0,false,acme,greenhouse:1,\"Globex, \"\"the\"\" Greenhouse\",application,'-2+3,plain,");
        assertThat(lines.get(2)).contains("\"'=HYPERLINK(\"\"http://evil\"\")\"");
        assertThat(answer.body()).contains("assess.example.com").doesNotContain("s3cret", "87%");
    }

    @Test
    void many_lines_come_one_object_each_and_who_took_them_is_noted() {
        // When
        String body = Client.signedIn(SITE, Role.SUPPORT)
                .get("/submissions/download?q=tenant:many&format=ndjson")
                .body();
        // Then
        List<JsonObject> lines = body.lines().map(JsonObject::new).toList();
        assertThat(lines.stream().map(line -> line.getString("submission_id")).collect(Collectors.toSet()))
                .hasSize(MANY);
        assertThat(lines)
                .hasSize(MANY)
                .allMatch(line -> line.getString("url_host").equals("example.com"));
        assertThat(noted("sam")).contains("download tenant:many ndjson null", "downloaded tenant:many ndjson " + MANY);
    }

    @Test
    void nothing_more_is_read_when_the_reader_has_gone() throws IOException {
        // Given
        Client ada = Client.signedIn(SITE, Role.ADMIN);
        URI site = URI.create(SITE.url("/"));
        // When
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(site.getHost(), site.getPort()));
            String cookies = ada.cookies().entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            socket.getOutputStream()
                    .write(("GET /submissions/download?q=tenant:many&format=ndjson HTTP/1.1\r\nHost: x\r\nCookie: "
                                    + cookies + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(2_000)).hasSize(2_000);
        }
        // Then
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (noted("ada").size() < 2 && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        assertThat(noted("ada")).hasSize(2);
        int rows = Integer.parseInt(noted("ada").getLast().replaceFirst(".* ", ""));
        assertThat(rows).isBetween(1_000, MANY - 1_000);
    }

    @Test
    void a_search_that_cannot_be_read_is_no_file() {
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        assertThat(client.get("/submissions/download?q=state:x&format=csv").statusCode())
                .isEqualTo(400);
        assertThat(client.get("/submissions/download?q=&format=xlsx").statusCode())
                .isEqualTo(404);
    }

    private static List<String> noted(String staff) {
        return StreamSupport.stream(
                        SITE.run(
                                        "SELECT act, after FROM audit WHERE actor = $1 AND act LIKE 'download%' ORDER BY id",
                                        "staff:" + staff)
                                .spliterator(),
                        false)
                .map(DownloadIT::words)
                .toList();
    }

    private static String words(Row row) {
        JsonObject after = row.getJsonObject("after");
        return row.getString("act") + " " + after.getString("query") + " " + after.getString("format") + " "
                + after.getInteger("rows");
    }
}
