package dev.passback.db.audit;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.Page;
import dev.passback.db.TestTenant;
import dev.passback.db.submission.SubmissionActions;
import dev.passback.db.tenant.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AuditLogIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final AuditLog log = new AuditLog(DATABASE.pool());
    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final AuditFilter ofTenant = AuditFilter.ALL.within(Set.of(tenant.id()));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void it_is_read_newest_first_page_by_page() {
        // Given
        suspendAndResume(3);
        // When
        Page<AuditLine> first = await(log.list(ofTenant, Optional.empty(), 4));
        Page<AuditLine> second =
                await(log.list(ofTenant, Optional.of(first.lines().getLast().id()), 4));
        // Then
        assertThat(first.lines()).extracting(AuditLine::act).containsExactly("resume", "suspend", "resume", "suspend");
        assertThat(first.more()).isTrue();
        assertThat(second.lines()).extracting(AuditLine::act).containsExactly("resume", "suspend", "create", "create");
        assertThat(second.more()).isFalse();
    }

    @Test
    void nobody_sees_lines_of_tenants_that_are_not_his() {
        // Given
        suspendAndResume(1);
        // When
        Page<AuditLine> ofAnother =
                await(log.list(AuditFilter.ALL.within(Set.of(new TenantId(-1))), Optional.empty(), 100));
        Page<AuditLine> ofAll = await(log.list(AuditFilter.ALL, Optional.empty(), 100));
        // Then
        assertThat(ofAnother.lines()).isEmpty();
        assertThat(ofAll.lines())
                .extracting(AuditLine::tenant)
                .contains(Optional.of(tenant.tenant().name()));
    }

    @Test
    void it_can_be_asked_by_actor_act_subject_and_time() {
        // Given
        String actor = "staff:" + UUID.randomUUID();
        Act act = new Act(actor, Optional.empty(), "10.0.0.1");
        await(new TenantStore(DATABASE.pool()).suspend(tenant.id(), act));
        Instant soon = Instant.now().plus(Duration.ofHours(1));
        AuditFilter found = filter(actor, "suspend", tenant.tenant().name(), Instant.EPOCH, soon);
        // When // Then
        assertThat(lines(found)).isEqualTo(1);
        assertThat(lines(filter("staff:nobody", "suspend", tenant.tenant().name(), Instant.EPOCH, soon)))
                .isZero();
        assertThat(lines(filter(actor, "resume", tenant.tenant().name(), Instant.EPOCH, soon)))
                .isZero();
        assertThat(lines(filter(actor, "suspend", "another", Instant.EPOCH, soon)))
                .isZero();
        assertThat(lines(filter(actor, "suspend", tenant.tenant().name(), soon, soon)))
                .isZero();
        assertThat(lines(filter(actor, "suspend", tenant.tenant().name(), Instant.EPOCH, Instant.EPOCH)))
                .isZero();
    }

    @Test
    void an_act_on_a_submission_is_found_by_the_submissions_id() {
        // Given
        SubmissionId id = tenant.queued();
        await(new SubmissionActions(DATABASE.pool()).cancel(tenant.id(), id, Audited.ANNA));
        // When // Then
        assertThat(Audited.of(DATABASE, tenant.id(), Subject.SUBMISSION, id.toString()))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.act()).isEqualTo("cancel");
                    assertThat(line.subject()).contains(id.toString());
                    assertThat(line.before()).isEmpty();
                });
    }

    @Test
    void a_line_tells_who_why_from_where_and_what_it_was_before_and_after() {
        // Given
        TenantLimits limits = new TenantLimits(Optional.of(new TenantLimits.Rate(5, 10)), Optional.of(1_000L));
        // When
        await(new TenantStore(DATABASE.pool()).limit(tenant.id(), limits, 1, Audited.ANNA));
        AuditLine line = Audited.of(
                        DATABASE, tenant.id(), Subject.TENANT, tenant.tenant().name())
                .getFirst();
        // Then
        assertThat(line.actor()).isEqualTo("staff:anna");
        assertThat(line.reason()).contains("the customer asked");
        assertThat(line.origin()).contains("10.0.0.1");
        assertThat(line.act()).isEqualTo("change limits");
        assertThat(line.before().orElseThrow().encode())
                .isEqualTo("{\"per_day\":null,\"rate_burst\":null,\"rate_per_second\":null}");
        assertThat(line.after().orElseThrow().encode())
                .isEqualTo("{\"per_day\":1000,\"rate_burst\":10,\"rate_per_second\":5}");
    }

    private void suspendAndResume(int times) {
        TenantStore tenants = new TenantStore(DATABASE.pool());
        for (int i = 0; i < times; i++) {
            await(tenants.suspend(tenant.id(), Audited.ANNA));
            await(tenants.resume(tenant.id(), Audited.ANNA));
        }
    }

    private AuditFilter filter(String actor, String act, String subject, Instant from, Instant to) {
        return new AuditFilter(
                Optional.of(Set.of(tenant.id())),
                Optional.of(actor),
                Optional.of(Subject.TENANT),
                Optional.of(subject),
                Optional.of(act),
                Optional.of(from),
                Optional.of(to));
    }

    private int lines(AuditFilter filter) {
        return await(log.list(filter, Optional.empty(), 10)).lines().size();
    }
}
