package dev.passback.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Results;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Waiting;
import dev.passback.core.credential.Sealed;
import dev.passback.core.job.JobAct;
import dev.passback.core.problem.Cause;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.webhook.EventType;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.audit.Act;
import dev.passback.db.job.JobStore;
import dev.passback.db.job.NewJob;
import dev.passback.db.statistics.Folding;
import dev.passback.db.webhook.WebhookStore;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every route: as nobody, as each role, and towards another tenant's things. */
class RouteWalkIT {

    /** Who may go there. */
    enum Who {
        ANYBODY,
        STAFF,
        SUPPORT,
        ADMIN,
        ADMIN_OF_ALL;

        boolean includes(Role role) {
            return switch (this) {
                case ANYBODY, STAFF -> true;
                case SUPPORT -> role.includes(Role.SUPPORT);
                case ADMIN, ADMIN_OF_ALL -> role.includes(Role.ADMIN);
            };
        }
    }

    /**
     * A route.
     *
     * @param foreign its address with what belongs to another tenant; empty where it names none
     */
    record Stop(String route, Who who, String foreign) {

        String method() {
            return route.split(" ", -1)[0];
        }

        String path() {
            return foreign.isEmpty() ? route.split(" ", -1)[1].replaceAll(":\\w+", "nothing") : foreign;
        }

        @Override
        public String toString() {
            return route;
        }
    }

    private static final Site SITE = Site.open();
    private static final Stock MINE = new Stock(SITE.pool(), "mine", "greenhouse:mine", "Mine");
    private static final Stock OTHERS = new Stock(SITE.pool(), "others", "greenhouse:others", "Others");
    private static final SubmissionId FOREIGN = OTHERS.held("Foreign", Stock.CANDIDATE);
    private static final String PROBLEM =
            "/problems/" + Cause.of(Results.unsure()).orElseThrow().on(OTHERS.integration());
    private static final String WARNING =
            "/warnings/" + Cause.ofWarning("Foreign warning").id();
    private static final UUID FOREIGN_JOB = job();
    private static final UUID FOREIGN_WEBHOOK = webhook();
    private static final Map<String, Stop> STOPS = new LinkedHashMap<>();
    private static final Map<Role, Client> SIGNED_IN = new EnumMap<>(Role.class);

    static {
        stop("GET /assets/:version/:name", Who.ANYBODY, "");
        stop("GET /favicon.ico", Who.ANYBODY, "");
        stop("GET /sign-in", Who.ANYBODY, "");
        stop("POST /sign-in", Who.ANYBODY, "");
        stop("POST /sign-out", Who.STAFF, "");
        stop("GET /", Who.STAFF, "");
        stop("GET /problems", Who.STAFF, "");
        stop("GET /problems/:id", Who.STAFF, PROBLEM);
        stop("POST /problems/:id/*", Who.SUPPORT, PROBLEM + "/state");
        stop("POST /problems/:id/state", Who.SUPPORT, PROBLEM + "/state");
        stop("POST /problems/:id/explanation", Who.SUPPORT, PROBLEM + "/explanation");
        stop("GET /problems/:id/*", Who.STAFF, "");
        stop("GET /warnings", Who.STAFF, "");
        stop("GET /warnings/:id", Who.STAFF, WARNING);
        stop("POST /warnings/:id/explanation", Who.SUPPORT, WARNING + "/explanation");
        stop("GET /warnings/:id/*", Who.STAFF, "");
        stop("GET /submissions", Who.STAFF, "");
        stop("GET /submissions/selected", Who.SUPPORT, "");
        stop("GET /submissions/download", Who.STAFF, "");
        stop("POST /submissions/views", Who.STAFF, "");
        stop("POST /submissions/views/delete", Who.STAFF, "");
        stop("GET /submissions/:id", Who.STAFF, "/submissions/" + FOREIGN);
        for (String act : List.of("reveal", "send-again", "release", "hold", "mark-delivered", "cancel")) {
            stop("POST /submissions/:id/" + act, Who.SUPPORT, "/submissions/" + FOREIGN + "/" + act);
            stop("GET /submissions/:id/" + act, Who.STAFF, "");
        }
        stop("GET /events", Who.STAFF, "");
        stop("GET /jobs", Who.STAFF, "");
        stop("GET /jobs/new", Who.SUPPORT, "");
        stop("POST /jobs", Who.SUPPORT, "");
        stop("GET /jobs/:id", Who.STAFF, "/jobs/" + FOREIGN_JOB);
        stop("GET /jobs/:id/file", Who.STAFF, "/jobs/" + FOREIGN_JOB + "/file");
        stop("POST /jobs/:id/cancel", Who.SUPPORT, "/jobs/" + FOREIGN_JOB + "/cancel");
        stop("GET /tenants", Who.STAFF, "");
        stop("POST /tenants", Who.ADMIN_OF_ALL, "");
        stop("GET /tenants/:name", Who.STAFF, "/tenants/others");
        stop("POST /tenants/:name/*", Who.ADMIN, "/tenants/others/limits");
        for (String act : List.of("limits", "suspend", "resume", "keys")) {
            stop("POST /tenants/:name/" + act, Who.ADMIN, "/tenants/others/" + act);
        }
        stop("GET /tenants/:name/keys/:key", Who.ADMIN, "/tenants/others/keys/abc");
        stop("POST /tenants/:name/keys/:key/rotate", Who.ADMIN, "/tenants/others/keys/abc/rotate");
        stop("POST /tenants/:name/keys/:key/revoke", Who.ADMIN, "/tenants/others/keys/abc/revoke");
        stop("GET /tenants/:name/*", Who.STAFF, "");
        stop("GET /webhooks", Who.STAFF, "");
        stop("POST /webhooks", Who.ADMIN, "");
        stop("GET /webhooks/:id", Who.STAFF, "/webhooks/" + FOREIGN_WEBHOOK);
        stop("POST /webhooks/:id/*", Who.ADMIN, "/webhooks/" + FOREIGN_WEBHOOK + "/test");
        stop("GET /webhooks/:id/secret", Who.ADMIN, "/webhooks/" + FOREIGN_WEBHOOK + "/secret");
        for (String act : List.of("rotate", "test", "disable", "enable")) {
            stop("POST /webhooks/:id/" + act, Who.ADMIN, "/webhooks/" + FOREIGN_WEBHOOK + "/" + act);
        }
        stop("GET /webhooks/:id/*", Who.STAFF, "");
        stop("GET /integrations", Who.STAFF, "/integrations?tenant=others");
        String others = "?tenant=others&id=greenhouse:others";
        stop("GET /integration", Who.STAFF, "/integration" + others);
        stop("POST /integration/*", Who.ADMIN, "/integration/settings" + others);
        for (String act : List.of("settings", "credential", "pause", "release", "test")) {
            stop("POST /integration/" + act, Who.ADMIN, "/integration/" + act + others);
        }
        stop("GET /integration/*", Who.STAFF, "");
        stop("GET /staff", Who.ADMIN_OF_ALL, "");
        stop("POST /staff", Who.ADMIN_OF_ALL, "");
        stop("GET /staff/:name", Who.ADMIN_OF_ALL, "");
        for (String act : List.of("access", "disable", "enable")) {
            stop("POST /staff/:name/" + act, Who.ADMIN_OF_ALL, "");
        }
        stop("GET /staff/:name/*", Who.ADMIN_OF_ALL, "");
        stop("GET /audit", Who.ADMIN, "");
        stop("GET /audit/download", Who.ADMIN, "");
    }

    private static UUID job() {
        NewJob job = new NewJob(
                UUID.randomUUID(), JobAct.CANCEL, "Foreign", Optional.of(Set.of(OTHERS.tenant())), 1, 1, false);
        Act act = new Act("staff:other", Optional.of("Others asked"), "10.0.0.9");
        return Waiting.await(new JobStore(SITE.pool()).make(job, act)).orElseThrow();
    }

    private static UUID webhook() {
        WebhookRef ref = new WebhookRef(OTHERS.tenant(), UUID.randomUUID());
        Waiting.await(new WebhookStore(SITE.pool())
                .create(
                        ref,
                        URI.create("https://others.example.com/hooks"),
                        Set.of(EventType.SUBMISSION_HELD),
                        new Sealed(1, "sealed"),
                        new Act("staff:other", Optional.empty(), "10.0.0.9")));
        return ref.id();
    }

    private static void stop(String route, Who who, String foreign) {
        STOPS.put(route, new Stop(route, who, foreign));
    }

    static Stream<Stop> stops() {
        return STOPS.values().stream();
    }

    static Stream<Stop> foreign() {
        return stops().filter(stop -> !stop.foreign.isEmpty());
    }

    @BeforeAll
    static void one_tenant_of_two() {
        OTHERS.delivered("Foreign", Stock.CANDIDATE, "Foreign warning");
        Folding.all(SITE.pool());
        assertThat(Client.signedIn(SITE, Role.VIEWER).get(PROBLEM).statusCode()).isEqualTo(200);
        assertThat(Client.signedIn(SITE, Role.VIEWER).get(WARNING).statusCode()).isEqualTo(200);
        SITE.run("UPDATE staff SET all_tenants = false");
        SITE.run(
                "INSERT INTO staff_tenant SELECT name, $1 FROM staff",
                MINE.tenant().value());
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void every_route_is_walked() {
        assertThat(SITE.routes()).containsExactlyInAnyOrderElementsOf(STOPS.keySet());
    }

    @ParameterizedTest
    @MethodSource("stops")
    void nobody_gets_anywhere_but_to_the_sign_in(Stop stop) {
        // When
        HttpResponse<String> answer = go(new Client(SITE), stop);
        // Then
        switch (stop.who) {
            case ANYBODY -> assertThat(answer.statusCode()).isIn(200, 403, 404);
            case STAFF, SUPPORT, ADMIN, ADMIN_OF_ALL ->
                assertThat(answer.headers().firstValue("location").orElseThrow())
                        .startsWith("/sign-in");
        }
    }

    @ParameterizedTest
    @MethodSource("stops")
    void a_role_that_does_not_include_it_is_refused(Stop stop) {
        for (Role role : Role.values()) {
            if (!stop.who.includes(role)) {
                // When
                HttpResponse<String> answer = go(client(role), stop);
                // Then
                assertThat(answer.statusCode()).as(role.word()).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stops")
    void what_is_for_admins_of_all_is_not_for_admins_of_some(Stop stop) {
        if (stop.who == Who.ADMIN_OF_ALL) {
            assertThat(go(client(Role.ADMIN), stop).statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void another_tenants_things_do_not_exist_for_any_role(Stop stop) {
        for (Role role : Role.values()) {
            if (stop.who.includes(role)) {
                // When
                HttpResponse<String> answer = go(client(role), stop);
                // Then
                assertThat(answer.statusCode()).as(role.word()).isEqualTo(404);
                assertThat(answer.body()).doesNotContain("Foreign", "Others");
            }
        }
    }

    private static Client client(Role role) {
        return SIGNED_IN.computeIfAbsent(role, anybody -> Client.signedIn(SITE, anybody));
    }

    private static HttpResponse<String> go(Client client, Stop stop) {
        return stop.method().equals("GET")
                ? client.get(stop.path())
                : client.submit(
                        "/submissions",
                        stop.path(),
                        Map.of("reason", "I know its name", "confirmed", "yes", "name", "x", "overlap", "day"));
    }
}
