package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SavedViewIT {

    private static final Site SITE = Site.open();
    private static final Stock STOCK = new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex Greenhouse");

    private final Client sam = Client.signedIn(SITE, Role.SUPPORT);
    private final Client vera = Client.signedIn(SITE, Role.VIEWER);

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void a_view_is_kept_found_again_and_forgotten() {
        // Given
        STOCK.rejected("refused", Stock.CANDIDATE);
        // When
        HttpResponse<String> kept = save(vera, "Mine", "code:X.* state:rejected", false);
        // Then
        assertThat(kept.headers().firstValue("location")).contains("/submissions?q=code%3AX.*+state%3Arejected");
        assertThat(vera.follow(kept).body()).contains("<bdi>Mine</bdi>", "the view is kept");
        assertThat(sam.get("/submissions").body()).doesNotContain("<bdi>Mine</bdi>");
        // When
        HttpResponse<String> gone = delete(vera, "Mine");
        // Then
        assertThat(vera.follow(gone).body()).doesNotContain("<bdi>Mine</bdi>").contains("the view is gone");
        assertThat(SITE.run("SELECT act FROM audit WHERE actor = 'staff:vera' AND act LIKE '% view' ORDER BY id"))
                .extracting(row -> row.getString(0))
                .containsExactly("save view", "delete view");
    }

    @Test
    void a_shared_view_is_everybodys_and_its_owners_alone_to_delete() {
        // When
        save(sam, "Shared", "late:yes", true);
        // Then
        assertThat(vera.get("/submissions").body()).contains("<bdi>Shared</bdi>", "by sam");
        delete(vera, "Shared");
        assertThat(vera.get("/submissions").body()).contains("<bdi>Shared</bdi>");
        delete(Client.signedIn(SITE, Role.ADMIN), "Shared");
        assertThat(vera.get("/submissions").body()).doesNotContain("<bdi>Shared</bdi>");
    }

    @Test
    void viewers_share_nothing() {
        assertThat(save(vera, "Everybody", "late:yes", true).statusCode()).isEqualTo(403);
    }

    @Test
    void who_sees_some_tenants_is_not_shown_what_names_others() {
        // Given
        save(sam, "Names others", "tenant:secret", true);
        // When
        SITE.run(
                "INSERT INTO staff (name, role, password_hash, all_tenants) SELECT 'val', role, password_hash, false FROM staff WHERE name = 'vera'");
        SITE.run("INSERT INTO staff_tenant VALUES ('val', $1)", STOCK.tenant().value());
        Client val = new Client(SITE);
        val.signIn("val", Site.PASSWORD);
        // Then
        assertThat(val.get("/submissions").body()).doesNotContain("Names others", "secret");
        assertThat(save(val, "Own", "late:yes", false).statusCode()).isEqualTo(303);
        assertThat(val.get("/submissions").body()).contains("<bdi>Own</bdi>");
    }

    @Test
    void a_view_without_a_name_is_not_kept() {
        assertThat(sam.follow(save(sam, " ", "late:yes", false)).body()).contains("a view needs a name");
    }

    private static HttpResponse<String> save(Client client, String name, String query, boolean shared) {
        return client.submit(
                "/submissions",
                "/submissions/views",
                shared ? Map.of("name", name, "q", query, "shared", "yes") : Map.of("name", name, "q", query));
    }

    private static HttpResponse<String> delete(Client client, String name) {
        String id = SITE.run("SELECT id::text FROM saved_view WHERE name = $1", name)
                .iterator()
                .next()
                .getString(0);
        return client.submit("/submissions", "/submissions/views/delete", Map.of("view", id, "q", ""));
    }
}
