package dev.passback.adminui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.db.statistics.Folding;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverviewPageIT {

    private static final Site SITE = Site.open();

    @BeforeAll
    static void fill() {
        Stock acme = new Stock(SITE.pool(), "acme", "greenhouse:acme", "Acme Greenhouse");
        Stock walled = new Stock(SITE.pool(), "walled", "lever:walled", "Walled Lever");
        for (int i = 0; i < 3; i++) {
            acme.delivered("Delivered " + i, Stock.CANDIDATE);
        }
        acme.age(acme.delivered("Yesterday", Stock.CANDIDATE, "A remark"), Duration.ofHours(30));
        acme.rejected("Rejected", Stock.CANDIDATE);
        acme.held("Held", Stock.CANDIDATE);
        acme.queued("Queued", Stock.CANDIDATE);
        acme.age(acme.queued("Late", Stock.CANDIDATE), Duration.ofMinutes(20));
        acme.sending("Sending", Stock.CANDIDATE);
        walled.blocked("Blocked", Stock.CANDIDATE);
        Folding.anew(SITE.pool());
        SITE.run("UPDATE staff SET all_tenants = false WHERE name = $1", Site.nameOf(Role.VIEWER));
        SITE.run(
                "INSERT INTO staff_tenant VALUES ($1, $2)",
                Site.nameOf(Role.VIEWER),
                walled.tenant().value());
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void each_figure_leads_to_the_list_that_it_counts() {
        // When
        String page = Client.signedIn(SITE, Role.SUPPORT).get("/").body();
        // Then
        assertThat(figure(page, "state%3Aqueued")).isEqualTo("3");
        assertThat(figure(page, "state%3Asending")).isEqualTo("1");
        assertThat(figure(page, "state%3Aheld")).isEqualTo("1");
        assertThat(figure(page, "late%3Ayes")).startsWith("20 min");
        assertThat(figure(page, "age%3A%3C24h")).isEqualTo("9");
        assertThat(figure(page, "state%3Adelivered%20age%3A%3C24h")).isEqualTo("3");
        assertThat(figure(page, "state%3Arejected%2Cexpired%20age%3A%3C24h")).isEqualTo("1");
        assertThat(figure(page, "warned%3Ayes%20age%3A%3C24h")).isEqualTo("0");
        assertThat(page).contains("75.0 % of what came to an end", "at Acme Greenhouse");
    }

    @Test
    void a_longer_range_counts_what_a_shorter_one_does_not() {
        // When
        String week = Client.signedIn(SITE, Role.SUPPORT).get("/?range=7d").body();
        // Then
        assertThat(figure(week, "state%3Adelivered%20age%3A%3C7d")).isEqualTo("4");
        assertThat(figure(week, "warned%3Ayes%20age%3A%3C7d")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?range=1h", "/?range=7d", "/?range=30d", "/?range=nonsense"})
    void a_chart_says_the_same_in_words_and_as_a_table(String path) {
        // When
        String page = Client.signedIn(SITE, Role.ADMIN).get(path).body();
        // Then
        assertThat(page)
                .contains("delivered, 1 rejected, 0 expired, most in one bar", "As a table")
                .doesNotContain("style=");
    }

    @Test
    void it_names_integrations_and_problems_that_need_somebody() {
        // When
        String page = Client.signedIn(SITE, Role.SUPPORT).get("/").body();
        // Then
        assertThat(page)
                .contains("Walled Lever", "Blocked", "401 PLATFORM.AUTHENTICATION_INVALID")
                .contains("Candidate has no active application to attach the result to.", "REMOTE.INPUT_INVALID");
    }

    @Test
    void who_sees_some_tenants_alone_gets_the_figures_of_these() {
        // When
        String page = Client.signedIn(SITE, Role.VIEWER).get("/").body();
        // Then
        assertThat(figure(page, "age%3A%3C24h")).isEqualTo("1");
        assertThat(figure(page, "state%3Asending")).isEqualTo("0");
        assertThat(page).contains("Walled Lever").doesNotContain("Acme", "active application");
    }

    private static String figure(String page, String query) {
        Matcher tile = Pattern.compile(
                        "href=\"/submissions\\?q=" + Pattern.quote(query)
                                + "\">.*?<strong class=\"tile-value\">([^<]*)</strong>",
                        Pattern.DOTALL)
                .matcher(page);
        return tile.find() ? tile.group(1) : "no figure leads to " + query;
    }
}
