package dev.passback.db.integration;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.credential.Sealed;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.Change;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.Page;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.AuditLine;
import dev.passback.db.audit.Audited;
import dev.passback.db.audit.Subject;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationSettingsIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final TestTenant other = TestTenant.in(DATABASE);
    private final IntegrationRef ref = tenant.integration();
    private final IntegrationSettings settings = new IntegrationSettings(DATABASE.pool());
    private final IntegrationStore store = new IntegrationStore(DATABASE.pool());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void it_is_seen_with_its_state_and_the_number_of_its_credential() {
        // When
        IntegrationView view = view();
        // Then
        assertThat(view.integration()).isEqualTo(TestTenant.integration(ref));
        assertThat(view.tenant()).isEqualTo(tenant.tenant().name());
        assertThat(view.credentialVersion()).isEqualTo(1);
        assertThat(view.version()).isEqualTo(1);
        assertThat(await(settings.find(new IntegrationRef(other.id(), "greenhouse:two"))))
                .isEmpty();
    }

    @Test
    void every_setting_is_changed_on_top_of_the_version_that_was_seen() {
        // Given
        Integration wanted = changed("Teamtailor of ACME");
        // When
        Change first = await(settings.change(wanted, 1, Audited.ANNA));
        Change stale = await(settings.change(changed("another"), 1, Audited.ANNA));
        // Then
        assertThat(first).isEqualTo(new Change.Changed(2));
        assertThat(stale).isEqualTo(new Change.Stale(2));
        assertThat(view().integration()).isEqualTo(wanted);
        assertThat(await(store.find(ref))).contains(wanted);
        assertThat(audited(Subject.INTEGRATION)).hasSize(2);
        AuditLine line = audited(Subject.INTEGRATION).getFirst();
        assertThat(line.before().orElseThrow().getString("label")).isEqualTo("Greenhouse of ACME");
        assertThat(line.after().orElseThrow().fieldNames())
                .containsExactlyInAnyOrder(
                        "label",
                        "connector",
                        "base_url",
                        "cap",
                        "answer_within",
                        "call_timeout",
                        "retry_waits",
                        "retry_window",
                        "unsure_rule",
                        "unsure_wait",
                        "may_add_result_links");
    }

    @Test
    void another_tenants_integration_with_the_same_id_stays_as_it_is() {
        // When
        await(settings.change(changed("mine"), 1, Audited.ANNA));
        await(settings.pause(ref, Audited.ANNA));
        await(settings.rotate(ref, new Sealed(8, "other"), Audited.ANNA));
        // Then
        IntegrationView theirs = await(settings.find(other.integration())).orElseThrow();
        assertThat(theirs.integration()).isEqualTo(TestTenant.integration(other.integration()));
        assertThat(theirs.credentialVersion()).isEqualTo(1);
    }

    @Test
    void a_pause_keeps_its_reason_and_is_made_once() {
        // When
        Change first = await(settings.pause(ref, Audited.ANNA));
        Change second = await(settings.pause(ref, Audited.ANNA));
        // Then
        assertThat(first).isEqualTo(new Change.Changed(1));
        assertThat(second).isEqualTo(new Change.Unchanged(1));
        assertThat(view().integration().state()).isEqualTo(Integration.State.PAUSED);
        assertThat(view().stateReason()).contains("the customer asked");
        assertThat(audited(Subject.INTEGRATION)).extracting(AuditLine::act).containsExactly("pause", "create");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "blocked"})
    void a_release_makes_it_active_once(String state) {
        // Given
        DATABASE.run(
                "UPDATE integration SET state = %s, state_reason = 'why', state_since = now() - interval '1 h' WHERE tenant_id = %s",
                state, tenant.id());
        // When
        Change first = await(settings.release(ref, Audited.ANNA));
        Change second = await(settings.release(ref, Audited.ANNA));
        // Then
        assertThat(first).isEqualTo(new Change.Changed(1));
        assertThat(second).isEqualTo(new Change.Unchanged(1));
        assertThat(view().integration().state()).isEqualTo(Integration.State.ACTIVE);
        assertThat(view().stateReason()).isEmpty();
        assertThat(view().stateSince()).isAfter(view().createdAt().minusMinutes(5));
        assertThat(audited(Subject.INTEGRATION)).extracting(AuditLine::act).containsExactly("release", "create");
    }

    @Test
    void a_release_is_for_one_integration_of_one_tenant() {
        // Given
        DATABASE.run("UPDATE integration SET state = 'paused' WHERE tenant_id IN (%s, %s)", tenant.id(), other.id());
        // When
        await(settings.release(ref, Audited.ANNA));
        // Then
        assertThat(await(store.find(other.integration())).orElseThrow().state()).isEqualTo(Integration.State.PAUSED);
    }

    @Test
    void nobody_changes_an_integration_that_is_not_there() {
        // Given
        IntegrationRef nowhere = new IntegrationRef(tenant.id(), "greenhouse:nowhere");
        // When // Then
        assertThat(await(settings.pause(nowhere, Audited.ANNA))).isEqualTo(new Change.NotThere());
        assertThat(await(settings.release(nowhere, Audited.ANNA))).isEqualTo(new Change.NotThere());
        assertThat(await(settings.rotate(nowhere, new Sealed(8, "x"), Audited.ANNA)))
                .isEmpty();
        assertThat(await(settings.change(TestTenant.integration(nowhere), 1, Audited.ANNA)))
                .isEqualTo(new Change.NotThere());
    }

    @Test
    void a_rotated_credential_is_in_force_with_its_number_by_one_statement() {
        // When
        Optional<Integer> version = await(settings.rotate(ref, new Sealed(8, "second"), Audited.ANNA));
        // Then
        assertThat(version).contains(2);
        assertThat(view().credentialVersion()).isEqualTo(2);
        assertThat(await(store.credential(ref))).contains(new VersionedCredential(2, new Sealed(8, "second")));
        AuditLine line = audited(Subject.CREDENTIAL).getFirst();
        assertThat(line.act()).isEqualTo("rotate");
        assertThat(line.before().orElseThrow().encode()).isEqualTo("{\"version\":1}");
        assertThat(line.after().orElseThrow().encode()).isEqualTo("{\"version\":2}");
    }

    @Test
    void credentials_that_are_rotated_at_once_get_a_number_each_and_the_last_is_in_force() {
        // When
        List<Future<Optional<Integer>>> rotations = IntStream.range(0, 8)
                .mapToObj(no -> settings.rotate(ref, new Sealed(no, "text " + no), Audited.ANNA))
                .toList();
        await(Future.all(rotations));
        // Then
        assertThat(rotations)
                .extracting(rotation -> rotation.result().orElseThrow())
                .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(view().credentialVersion()).isEqualTo(9);
        assertThat(audited(Subject.CREDENTIAL)).hasSize(8);
    }

    @Test
    void a_blocked_one_is_tried_at_once_with_its_new_credential() {
        // Given
        DATABASE.run(
                "UPDATE integration SET state = 'blocked', state_reason = 'why', probe_at = now() + interval '1 h' WHERE tenant_id = %s",
                tenant.id());
        tenant.queued();
        // When
        await(settings.rotate(ref, new Sealed(8, "second"), Audited.ANNA));
        // Then
        assertThat(await(tenant.queue().due())).contains(ref);
    }

    @Test
    void a_list_goes_by_tenant_and_id_page_by_page() {
        // Given
        tenant.withIntegration("greenhouse:two");
        tenant.withIntegration("ashby:three");
        IntegrationFilter mine = IntegrationFilter.of(tenant.id());
        // When
        Page<IntegrationView> first = await(settings.list(mine, Optional.empty(), 2));
        Page<IntegrationView> second = await(settings.list(
                mine, Optional.of(first.lines().getLast().integration().ref()), 2));
        // Then
        assertThat(ids(first)).containsExactly("ashby:three", "greenhouse:one");
        assertThat(first.more()).isTrue();
        assertThat(ids(second)).containsExactly("greenhouse:two");
        assertThat(second.more()).isFalse();
    }

    @Test
    void a_list_can_be_of_all_tenants_or_some_and_of_one_state() {
        // Given
        await(settings.pause(ref, Audited.ANNA));
        var both = Optional.of(Set.of(tenant.id(), other.id()));
        // When // Then
        assertThat(refs(new IntegrationFilter(Optional.empty(), Set.of()))).contains(ref, other.integration());
        assertThat(refs(new IntegrationFilter(both, Set.of(Integration.State.PAUSED))))
                .containsExactly(ref);
        assertThat(refs(new IntegrationFilter(both, Set.of(Integration.State.ACTIVE))))
                .containsExactly(other.integration());
    }

    @Test
    void what_was_sealed_is_nowhere_in_the_audit_log() {
        // When
        await(settings.rotate(ref, new Sealed(8, "a-ciphertext-to-find"), Audited.ANNA));
        // Then
        assertThat(Objects.requireNonNull(
                        DATABASE.text("SELECT jsonb_agg(a) FROM audit a WHERE tenant_id = %s", tenant.id())))
                .doesNotContain("a-ciphertext-to-find", "sealed");
    }

    private Integration changed(String label) {
        return new Integration(
                ref,
                label,
                "kombo",
                URI.create("https://elsewhere.example/v1"),
                Integration.State.ACTIVE,
                new Integration.Limits(3, Duration.ofMillis(1_500), Duration.ofSeconds(59)),
                new RetryPolicy(
                        List.of(Duration.ofMillis(250), Duration.ofHours(6)),
                        Duration.ofDays(2),
                        RetryPolicy.UnsureRule.HOLD,
                        Duration.ofMinutes(7)),
                false);
    }

    private IntegrationView view() {
        return await(settings.find(ref)).orElseThrow();
    }

    private List<AuditLine> audited(Subject kind) {
        return Audited.of(DATABASE, tenant.id(), kind, ref.id());
    }

    private List<IntegrationRef> refs(IntegrationFilter filter) {
        return await(settings.list(filter, Optional.empty(), 200)).lines().stream()
                .map(line -> line.integration().ref())
                .toList();
    }

    private static List<String> ids(Page<IntegrationView> page) {
        return page.lines().stream().map(line -> line.integration().ref().id()).toList();
    }
}
