package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.Scope;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant lists its own submissions: filters, pages, and what a wrong question is told. */
class SubmissionListApiIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    private static final String GLOBEX = "lever:1";

    private static final RunningGateway GATEWAY = RunningGateway.start();

    private final Service service = GATEWAY.tenant("assessments " + UUID.randomUUID());

    @BeforeEach
    void createIntegrations() {
        GATEWAY.integration(service, ACME, Plan.QUICK);
        GATEWAY.integration(service, GLOBEX, Plan.QUICK.holdUnsure());
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void each_filter_finds_what_it_says_and_nothing_else() {
        // Given
        String delivered = service.submit(ACME, "c1").submissionId();
        String warned = service.submit(ACME, "force-warnings-2").submissionId();
        String rejected = refused(service.submit(ACME, "force-422-REMOTE.INPUT_INVALID"));
        String held = service.submit(GLOBEX, "force-taken-reset").submissionId();
        String forApplication = service.send(service.request("/v1/ats/applications/c1/result-links")
                        .header("X-Integration-Id", GLOBEX)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Service.BODY)))
                .submissionId();
        GATEWAY.change("UPDATE submission SET may_be_doubled = true WHERE id = '" + delivered + "'");
        String acceptedAt = service.ask(held).getString("accepted_at");
        // When // Then
        assertThat(listed("")).containsExactly(forApplication, held, rejected, warned, delivered);
        assertThat(listed("?state=held")).containsExactly(held);
        assertThat(listed("?state=held,rejected")).containsExactly(held, rejected);
        assertThat(listed("?state=held&state=delivered")).containsExactly(forApplication, held, warned, delivered);
        assertThat(listed("?state=cancelled")).isEmpty();
        assertThat(listed("?integration_id=" + GLOBEX)).containsExactly(forApplication, held);
        assertThat(listed("?integration_id=nobody's")).isEmpty();
        assertThat(listed("?candidate_id=c1")).containsExactly(delivered);
        assertThat(listed("?application_id=c1")).containsExactly(forApplication);
        assertThat(listed("?warned=true")).containsExactly(warned);
        assertThat(listed("?may_be_doubled=true")).containsExactly(delivered);
        assertThat(listed("?accepted_from=" + acceptedAt)).containsExactly(forApplication, held);
        assertThat(listed("?accepted_to=" + acceptedAt)).containsExactly(rejected, warned, delivered);
        assertThat(listed("?state=delivered&integration_id=" + ACME + "&warned=true"))
                .containsExactly(warned);
        assertThat(listed("?limit=2")).containsExactly(forApplication, held);
    }

    @Test
    void a_result_is_the_submission_with_what_its_last_attempt_came_to() {
        // Given
        String rejected = refused(service.submit(ACME, "force-422-REMOTE.INPUT_INVALID"));
        String warned = service.submit(ACME, "force-warnings-2").submissionId();
        // When
        List<JsonObject> results = results(list("/v1", ""));
        List<JsonObject> without = results(list("", ""));
        // Then
        JsonObject first = results.getFirst();
        JsonObject alone = service.ask(warned);
        alone.remove("warnings");
        alone.remove("history");
        alone.remove("request_id");
        alone.remove("trace_id");
        assertThat(first.stream()).containsAll(alone.stream().toList());
        assertThat(first.getInteger("warning_count")).isEqualTo(2);
        assertThat(first.getString("last_outcome")).isEqualTo("accepted");
        assertThat(first.fieldNames()).doesNotContain("warnings", "history", "request_id", "trace_id", "body");
        JsonObject second = results.get(1);
        assertThat(second.getString("submission_id")).isEqualTo(rejected);
        assertThat(second.getInteger("warning_count")).isZero();
        assertThat(second.getString("last_outcome")).isEqualTo("refused");
        assertThat(second.getString("last_code")).isEqualTo("REMOTE.INPUT_INVALID");
        assertThat(second.getInteger("last_status")).isEqualTo(422);
        assertThat(second.getString("last_reason")).isNotBlank();
        assertThat(without).isEqualTo(results);
    }

    @Test
    void pages_show_each_submission_once_though_new_ones_arrive() {
        // Given
        List<String> stored = storeAtOnce(120);
        Collections.sort(stored, Collections.reverseOrder());
        // When
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent() && sizes.size() < 10) {
            Answer page = list("/v1", "?limit=50" + next.get());
            seen.addAll(ids(page));
            sizes.add(ids(page).size());
            next = next(page).map(cursor -> "&cursor=" + cursor);
            storeAtOnce(5);
        }
        // Then
        assertThat(sizes).containsExactly(50, 50, 20);
        assertThat(seen).containsExactlyElementsOf(stored);
    }

    @Test
    void what_is_another_tenants_is_never_listed() {
        // Given
        Service stranger = GATEWAY.tenant("strangers");
        GATEWAY.integration(stranger, ACME, Plan.QUICK);
        String mine = service.submit(ACME, "c1").submissionId();
        String theirs = stranger.submit(ACME, "c1").submissionId();
        service.submit(ACME, "c2");
        String cursor = next(list("/v1", "?limit=1")).orElseThrow();
        // When // Then
        for (String query : List.of("", "?integration_id=" + ACME, "?candidate_id=c1", "?state=delivered")) {
            assertThat(ids(stranger.send(
                            stranger.request("/v1/submissions" + query).GET())))
                    .containsExactly(theirs);
            assertThat(listed(query)).contains(mine).doesNotContain(theirs);
        }
        assertThat(ids(stranger.send(
                        stranger.request("/v1/submissions?cursor=" + cursor).GET())))
                .containsExactly(theirs);
    }

    @Test
    void a_key_lists_only_with_the_scope_for_it() {
        // Given
        Service writer = GATEWAY.withKey(service.tenant(), Set.of(Scope.WRITE, Scope.ACT), Optional.empty());
        // When
        Answer answer = writer.send(writer.request("/v1/submissions").GET());
        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).contains("submissions:read");
    }

    @Test
    void every_wrong_parameter_is_named() {
        // When
        Answer answer =
                list("/v1", "?state=lost&candidate_id=1&application_id=2&limit=0&accepted_from=now&cursor=1&sort=id");
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().getString("code")).isEqualTo("PLATFORM.INPUT_INVALID");
        assertThat(answer.message())
                .contains("state", "\"lost\"", "application_id", "limit", "accepted_from", "cursor", "\"sort\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?candidate_id=%00", "?integration_id=%00", "?%00=1", "?cursor=%F0%9F%98%80"})
    void a_hostile_question_is_a_400(String query) {
        // When
        Answer answer = list("/v1", query);
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().getString("code")).isEqualTo("PLATFORM.INPUT_INVALID");
    }

    @Test
    void lists_have_connections_of_their_own() {
        // When
        list("/v1", "");
        // Then
        assertThat(GATEWAY.sql("SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'passback-lists'"
                        + " AND datname = current_database()"))
                .isEqualTo("t");
    }

    private List<String> storeAtOnce(int count) {
        List<CompletableFuture<Answer>> begun = IntStream.range(0, count)
                .mapToObj(no -> service.begin(ACME, "c" + no, "Prefer", "respond-async"))
                .toList();
        return new ArrayList<>(
                begun.stream().map(answer -> answer.join().submissionId()).toList());
    }

    private static String refused(Answer answer) {
        return answer.header("passback-submission-id").orElseThrow();
    }

    private Answer list(String base, String query) {
        return service.send(service.request(base + "/submissions" + query).GET());
    }

    private List<String> listed(String query) {
        return ids(list("/v1", query));
    }

    private static List<String> ids(Answer page) {
        return results(page).stream()
                .map(result -> result.getString("submission_id"))
                .toList();
    }

    private static List<JsonObject> results(Answer page) {
        return page.content().getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static Optional<String> next(Answer page) {
        return Optional.ofNullable(page.content().getString("next"));
    }
}
