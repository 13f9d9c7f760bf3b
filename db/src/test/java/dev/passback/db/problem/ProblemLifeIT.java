package dev.passback.db.problem;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.problem.Cause;
import dev.passback.core.problem.ProblemId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Change;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.statistics.Folding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A problem from when it is first met until it is over, and back. */
class ProblemLifeIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Act ACT = new Act("staff:sam", Optional.of("told the customer"), "127.0.0.1");
    private static final String REFUSAL = "Candidate \"%s\" has no application";

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final ProblemStore problems = new ProblemStore(DATABASE.pool());
    private final CauseStore causes = new CauseStore(DATABASE.pool());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void failures_of_one_kind_are_one_problem_with_their_count_and_the_newest_words() {
        // Given
        refused("anna");
        SubmissionId last = refused("bert");
        warned("The label was shortened to 50 characters.");
        // When
        Folding.all(DATABASE.pool());
        List<ProblemView> found = list(Optional.empty());
        // Then
        assertThat(found).hasSize(2);
        ProblemView failure = problem();
        assertThat(failure.pattern()).isEqualTo("Candidate <quoted> has no application");
        assertThat(failure.code()).isEqualTo("refused");
        assertThat(failure.times()).isEqualTo(2);
        assertThat(failure.sample()).isEqualTo("Candidate \"bert\" has no application");
        assertThat(failure.sampleSubmission()).isEqualTo(last);
        assertThat(failure.state()).isEqualTo(ProblemState.OPEN);
        assertThat(failure.days()).hasSize(30);
        assertThat(failure.days().getLast().times()).isEqualTo(2);
        assertThat(failure.firstSeen()).isBefore(failure.lastSeen());
        assertThat(list(Optional.of("SHORTENED"))).singleElement().satisfies(warning -> {
            assertThat(warning.kind()).isEqualTo(ProblemKind.WARNING);
            assertThat(warning.times()).isEqualTo(1);
        });
        assertThat(await(problems.standing(tenant.id(), failure.id(), 10))).isEqualTo(2);
        assertThat(await(problems.standing(tenant.id(), failure.id(), 1))).isEqualTo(1);
    }

    @Test
    void it_resolves_by_itself_after_a_success_and_a_quiet_day_and_opens_when_it_comes_back() {
        // Given
        refused("anna");
        Folding.all(DATABASE.pool());
        // When
        quiet(Duration.ofHours(30));
        Folding.all(DATABASE.pool());
        // Then
        assertThat(problem().state()).as("no success since").isEqualTo(ProblemState.OPEN);
        // When
        warned("fine, but for this");
        Folding.all(DATABASE.pool());
        quiet(Duration.ofHours(2));
        Folding.all(DATABASE.pool());
        // Then
        assertThat(problem().state()).isEqualTo(ProblemState.RESOLVED);
        assertThat(problem().stateBy()).isEmpty();
        // When
        refused("cleo");
        Folding.all(DATABASE.pool());
        // Then
        assertThat(problem().state()).isEqualTo(ProblemState.OPEN);
        assertThat(problem().times()).isEqualTo(2);
    }

    @Test
    void a_success_alone_resolves_nothing_before_a_day_is_over() {
        // Given
        refused("anna");
        Folding.all(DATABASE.pool());
        quiet(Duration.ofHours(5));
        // When
        warned("fine");
        Folding.all(DATABASE.pool());
        // Then
        assertThat(problem().state()).isEqualTo(ProblemState.OPEN);
    }

    @Test
    void what_is_still_met_is_open_although_counting_was_days_behind() {
        // Given
        age(refused("anna"), Duration.ofDays(4));
        age(warned("fine, but for this"), Duration.ofDays(3));
        age(refused("bert"), Duration.ofHours(2));
        // When
        Folding.anew(DATABASE.pool());
        // Then
        assertThat(problem().state()).isEqualTo(ProblemState.OPEN);
        assertThat(problem().times()).isEqualTo(2);
    }

    @Test
    void what_staff_say_of_it_is_kept_and_audited_and_a_stale_word_is_refused() {
        // Given
        refused("anna");
        Folding.all(DATABASE.pool());
        ProblemView seen = problem();
        // When
        Change known = await(problems.change(seen, ProblemState.ACKNOWLEDGED, Optional.empty(), seen.version(), ACT));
        Change stale = await(problems.change(seen, ProblemState.RESOLVED, Optional.empty(), seen.version(), ACT));
        // Then
        assertThat(known).isInstanceOf(Change.Changed.class);
        assertThat(stale).isInstanceOf(Change.Stale.class);
        assertThat(problem().state()).isEqualTo(ProblemState.ACKNOWLEDGED);
        assertThat(problem().stateBy()).contains("staff:sam");
        assertThat(DATABASE.rows(
                        "SELECT actor, act, reason, subject_kind, subject FROM audit WHERE tenant_id = %s AND subject_kind = 'problem'",
                        tenant.id()))
                .containsExactly(Map.of(
                        "actor", "staff:sam",
                        "act", "acknowledge",
                        "reason", "told the customer",
                        "subject_kind", "problem",
                        "subject", seen.id().toString()));
    }

    @Test
    void what_is_muted_stays_so_until_its_time_and_is_open_then() {
        // Given
        refused("anna");
        Folding.all(DATABASE.pool());
        ProblemView seen = problem();
        await(problems.change(seen, ProblemState.MUTED, Optional.of(Duration.ofDays(1)), seen.version(), ACT));
        // When
        refused("bert");
        Folding.all(DATABASE.pool());
        // Then
        assertThat(problem().state()).isEqualTo(ProblemState.MUTED);
        // When
        DATABASE.run("UPDATE problem SET muted_until = now() WHERE tenant_id = %s", tenant.id());
        Folding.all(DATABASE.pool());
        // Then
        assertThat(problem().state()).isEqualTo(ProblemState.OPEN);
    }

    @Test
    void a_problem_of_another_tenant_does_not_exist() {
        // Given
        refused("anna");
        Folding.all(DATABASE.pool());
        Optional<Set<TenantId>> others = Optional.of(Set.of(new TenantId(0)));
        // When // Then
        assertThat(await(problems.find(problem().id(), others))).isEmpty();
        assertThat(await(problems.list(ProblemFilter.of(problem().cause(), others), Optional.empty(), 10))
                        .lines())
                .isEmpty();
        assertThat(await(causes.list(ProblemKind.FAILURE, others, Optional.empty(), Optional.empty(), 10))
                        .lines())
                .isEmpty();
    }

    @Test
    void pages_of_problems_and_causes_leave_none_out_and_show_none_twice() {
        // Given
        List<String> words = List.of("alpha", "beta", "gamma", "delta", "epsilon");
        words.forEach(word -> warned("about " + word));
        Folding.all(DATABASE.pool());
        // When
        List<String> inPages = Stream.iterate(
                        page(Optional.empty()),
                        page -> page(Optional.of(new ProblemStore.After(
                                page.getLast().lastSeen(), page.getLast().id()))))
                .limit(3)
                .flatMap(List::stream)
                .map(ProblemView::pattern)
                .toList();
        // Then
        assertThat(inPages)
                .containsExactlyElementsOf(
                        words.reversed().stream().map(word -> "about " + word).toList());
        assertThat(await(causes.list(ProblemKind.WARNING, mine(), Optional.empty(), Optional.empty(), 10))
                        .lines())
                .extracting(CauseStore.CauseLine::pattern)
                .containsExactlyElementsOf(inPages);
    }

    @Test
    void an_explanation_is_written_once_for_everybody_and_every_version_is_kept() {
        // Given
        Cause cause = Cause.ofWarning("Custom field \"" + tenant.id() + "\" is unknown here");
        SubmissionId one = warned("Custom field \"x\" is unknown here");
        warned("Custom field \"y\" is unknown here");
        // When
        Change first = await(causes.explain(cause.id(), 0, "Add the field.", ACT));
        Change second = await(causes.explain(cause.id(), 1, "Add the field in the ATS.", ACT));
        Change stale = await(causes.explain(cause.id(), 1, "Something else.", ACT));
        // Then
        assertThat(first).isInstanceOf(Change.Changed.class);
        assertThat(second).isInstanceOf(Change.Changed.class);
        assertThat(stale).isInstanceOf(Change.Stale.class);
        assertThat(DATABASE.text("SELECT count(*) FROM explanation")).isEqualTo("2");
        CauseStore.Known known = await(causes.known(tenant.integration(), one, List.of(cause), 10))
                .get(cause);
        assertThat(known).isNotNull();
        assertThat(known.explanation()).contains("Add the field in the ATS.");
        assertThat(known.others()).isEqualTo(1);
        assertThat(known.hasPage()).isFalse();
    }

    private List<ProblemView> page(Optional<ProblemStore.After> after) {
        ProblemFilter all = new ProblemFilter(
                mine(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return await(problems.list(all, after, 2)).lines();
    }

    private List<ProblemView> list(Optional<String> text) {
        ProblemFilter filter = new ProblemFilter(
                mine(), Set.of(ProblemState.OPEN), Optional.empty(), Optional.empty(), Optional.empty(), text);
        return await(problems.list(filter, Optional.empty(), 10)).lines();
    }

    private ProblemView problem() {
        ProblemId id = Cause.of(result(new Outcome.Refused(REFUSAL.formatted("x"))))
                .orElseThrow()
                .on(tenant.integration());
        return await(problems.find(id, mine())).orElseThrow();
    }

    private Optional<Set<TenantId>> mine() {
        return Optional.of(Set.of(tenant.id()));
    }

    private SubmissionId refused(String name) {
        return tenant.settled(result(new Outcome.Refused(REFUSAL.formatted(name))), new NextStep.Rejected());
    }

    private SubmissionId warned(String words) {
        return tenant.settled(result(new Outcome.Accepted(List.of(words))), new NextStep.Delivered());
    }

    /** Lets so much time pass for one submission. */
    private static void age(SubmissionId id, Duration passed) {
        DATABASE.run("UPDATE submission SET accepted_at = accepted_at - %s::interval WHERE id = %s", passed, id);
        DATABASE.run(
                "UPDATE attempt SET begun_at = begun_at - %1$s::interval, ended_at = ended_at - %1$s::interval"
                        + " WHERE submission_id = %2$s",
                passed, id);
        DATABASE.run("UPDATE warning SET noted_at = noted_at - %s::interval WHERE submission_id = %s", passed, id);
    }

    /** As if so much time had passed since all that was met, and less since what was delivered in this hour. */
    private void quiet(Duration passed) {
        DATABASE.run(
                "UPDATE problem SET first_seen = first_seen - %1$s::interval, last_seen = last_seen - %1$s::interval,"
                        + " state_since = state_since - %1$s::interval WHERE tenant_id = %2$s",
                passed, tenant.id());
    }
}
