package dev.passback.db.submission;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.Checked;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Audited;
import dev.passback.db.audit.Subject;
import dev.passback.db.delivery.Claimed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TestLinksIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Target TARGET = new Target(Target.Kind.APPLICATION, "application-1");

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final TestLinks links = new TestLinks(DATABASE.pool());
    private final ResultLink link = ((Checked.Valid) TestLinks.link(TestLinks.DEFAULT_URL)).link();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_test_link_is_a_submission_that_is_due_and_says_who_sent_it() {
        // When
        SubmissionId id = await(links.send(tenant.integration(), TARGET, link, Audited.ANNA))
                .orElseThrow();
        Claimed claimed = await(tenant.queue().claim(tenant.integration(), 1, TestTenant.LEASE))
                .getFirst();
        // Then
        assertThat(claimed.id()).isEqualTo(id);
        assertThat(claimed.target()).isEqualTo(TARGET);
        assertThat(claimed.body())
                .isEqualTo("{\"label\":\"Passback test link\",\"url\":\"https://example.com/passback-test\"}");
        assertThat(Audited.of(
                        DATABASE,
                        tenant.id(),
                        Subject.INTEGRATION,
                        tenant.integration().id()))
                .first()
                .satisfies(line -> assertThat(line.act()).isEqualTo("send test link"));
    }

    @Test
    void nothing_is_stored_for_an_integration_that_is_not_there() {
        // Given
        IntegrationRef nowhere = new IntegrationRef(tenant.id(), "greenhouse:nowhere");
        // When // Then
        assertThat(await(links.send(nowhere, TARGET, link, Audited.ANNA))).isEmpty();
        assertThat(DATABASE.text("SELECT count(*) FROM submission WHERE tenant_id = %s", tenant.id()))
                .isEqualTo("0");
    }

    @Test
    void a_url_that_no_result_link_may_have_is_none_for_a_test_either() {
        // When // Then
        assertThat(TestLinks.link("javascript:alert(1)")).isInstanceOf(Checked.Invalid.class);
    }
}
