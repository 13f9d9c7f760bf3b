package dev.passback.db.submission;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.UNSURE;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.core.submission.query.QueryReader;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Database;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionListIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Pool PAGES = Database.openForPages(DATABASE.vertx(), DATABASE.address(), 2);

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final SubmissionList list = new SubmissionList(PAGES);
    private final SubmissionFilters filters = new SubmissionFilters(PAGES);

    @AfterAll
    static void close() {
        await(PAGES.close());
        DATABASE.close();
    }

    @Test
    void a_list_has_the_newest_first_wherever_their_rows_lie() {
        // Given
        SubmissionId delivered = tenant.settled(ACCEPTED, new NextStep.Delivered());
        SubmissionId waiting = tenant.queued();
        SubmissionId rejected = tenant.settled(result(new Outcome.Refused("no")), new NextStep.Rejected());
        SubmissionId held = tenant.settled(UNSURE, new NextStep.Held());
        // When
        SubmissionPage page = list(mine(), new Cursor.Newest(), 10);
        // Then
        assertThat(ids(page)).containsExactly(held, rejected, waiting, delivered);
        assertThat(page.newer()).isFalse();
        assertThat(page.older()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 300, 301})
    void paging_both_ways_shows_each_once_without_gaps(int size) {
        // Given
        List<SubmissionId> all = stored(size == 1 ? 20 : 300);
        // When
        List<SubmissionPage> down = new ArrayList<>(List.of(list(mine(), new Cursor.Newest(), size)));
        while (down.getLast().older()) {
            down.add(list(mine(), new Cursor.OlderThan(ids(down.getLast()).getLast()), size));
        }
        List<SubmissionPage> up = new ArrayList<>(List.of(down.getLast()));
        while (up.getFirst().newer()) {
            up.addFirst(list(mine(), new Cursor.NewerThan(ids(up.getFirst()).getFirst()), size));
        }
        // Then
        assertThat(down.stream().flatMap(page -> ids(page).stream())).containsExactlyElementsOf(all);
        assertThat(up.stream().flatMap(page -> ids(page).stream())).containsExactlyElementsOf(all);
        assertThat(down.getFirst().newer()).isFalse();
        assertThat(down.stream().skip(1)).allMatch(SubmissionPage::newer);
        assertThat(up.stream().limit(up.size() - 1L)).allMatch(SubmissionPage::older);
    }

    @Test
    void the_pages_beyond_both_ends_are_empty() {
        // Given
        List<SubmissionId> all = stored(3);
        // When
        SubmissionPage after = list(mine(), new Cursor.OlderThan(all.getLast()), 10);
        SubmissionPage before = list(mine(), new Cursor.NewerThan(all.getFirst()), 10);
        // Then
        assertThat(after.lines()).isEmpty();
        assertThat(after.older()).isFalse();
        assertThat(after.newer()).isTrue();
        assertThat(before.lines()).isEmpty();
        assertThat(before.newer()).isFalse();
        assertThat(before.older()).isTrue();
    }

    @Test
    void a_submission_that_arrives_meanwhile_shifts_no_page() {
        // Given
        List<SubmissionId> all = stored(6);
        SubmissionPage first = list(mine(), new Cursor.Newest(), 3);
        // When
        tenant.queued();
        SubmissionPage second = list(mine(), new Cursor.OlderThan(ids(first).getLast()), 3);
        // Then
        assertThat(ids(second)).containsExactlyElementsOf(all.subList(3, 6));
    }

    @Test
    void a_list_shows_the_tenants_asked_for() {
        // Given
        TestTenant other = TestTenant.in(DATABASE);
        SubmissionId own = tenant.queued();
        SubmissionId ofAnother = other.queued();
        // When // Then
        assertThat(ids(list(mine(), new Cursor.Newest(), 10))).containsExactly(own);
        assertThat(ids(list(of(tenant.id(), other.id()), new Cursor.Newest(), 10)))
                .containsExactly(ofAnother, own);
        assertThat(ids(list(SubmissionFilter.ALL, new Cursor.Newest(), 2))).containsExactly(ofAnother, own);
        assertThat(ids(list(of(), new Cursor.Newest(), 10))).isEmpty();
    }

    @Test
    void a_list_shows_the_states_asked_for() {
        // Given
        SubmissionId delivered = tenant.settled(ACCEPTED, new NextStep.Delivered());
        SubmissionId held = tenant.settled(UNSURE, new NextStep.Held());
        tenant.queued();
        // When // Then
        assertThat(ids(list(inStates(SubmissionState.HELD), new Cursor.Newest(), 10)))
                .containsExactly(held);
        assertThat(ids(list(inStates(SubmissionState.HELD, SubmissionState.DELIVERED), new Cursor.Newest(), 10)))
                .containsExactly(held, delivered);
        assertThat(ids(list(inStates(SubmissionState.CANCELLED), new Cursor.Newest(), 10)))
                .isEmpty();
    }

    @Test
    void a_list_of_the_warned_shows_only_those_with_warnings() {
        // Given
        SubmissionId warned = tenant.settled(result(new Outcome.Accepted(List.of("cut"))), new NextStep.Delivered());
        tenant.settled(ACCEPTED, new NextStep.Delivered());
        // When
        SubmissionPage page = list(asked("warned:yes"), new Cursor.Newest(), 10);
        // Then
        assertThat(page.lines()).singleElement().satisfies(line -> {
            assertThat(line.id()).isEqualTo(warned);
            assertThat(line.warnings()).isEqualTo(1);
        });
    }

    @Test
    void a_list_for_an_id_of_the_customer_shows_candidates_and_applications_with_it() {
        // Given
        SubmissionId candidate = storedFor(new Target(Target.Kind.CANDIDATE, "wanted"));
        SubmissionId application = storedFor(new Target(Target.Kind.APPLICATION, "wanted"));
        storedFor(new Target(Target.Kind.CANDIDATE, "WANTED"));
        tenant.queued();
        // When // Then
        assertThat(ids(list(asked("wanted"), new Cursor.Newest(), 10))).containsExactly(application, candidate);
    }

    @Test
    void filters_hold_on_every_page() {
        // Given
        List<SubmissionId> held = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tenant.queued();
            held.addFirst(tenant.settled(UNSURE, new NextStep.Held()));
        }
        // When
        SubmissionPage older = list(inStates(SubmissionState.HELD), new Cursor.OlderThan(held.get(2)), 3);
        SubmissionPage newer = list(inStates(SubmissionState.HELD), new Cursor.NewerThan(held.get(6)), 3);
        // Then
        assertThat(ids(older)).containsExactlyElementsOf(held.subList(3, 6));
        assertThat(ids(newer)).containsExactlyElementsOf(held.subList(3, 6));
    }

    private List<SubmissionId> stored(int count) {
        SubmissionStore store = new SubmissionStore(DATABASE.pool(), "node-1");
        List<NewSubmission> submissions =
                Stream.generate(tenant::submission).limit(count).toList();
        await(Future.all(submissions.stream().map(store::accept).toList()));
        List<SubmissionId> newestFirst =
                new ArrayList<>(submissions.stream().map(NewSubmission::id).toList());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private SubmissionId storedFor(Target target) {
        NewSubmission like = tenant.submission();
        NewSubmission submission =
                new NewSubmission(like.id(), like.integration(), like.keyId(), target, like.link(), like.retryWindow());
        await(new SubmissionStore(DATABASE.pool(), "node-1").accept(submission));
        return submission.id();
    }

    private SubmissionPage list(SubmissionFilter filter, Cursor from, int size) {
        return await(list.page(filter, from, size));
    }

    private SubmissionFilter mine() {
        return of(tenant.id());
    }

    private SubmissionFilter inStates(SubmissionState... states) {
        return asked("state:" + Stream.of(states).map(SubmissionState::word).collect(Collectors.joining(",")));
    }

    private SubmissionFilter asked(String query) {
        return await(filters.of(QueryReader.read(query).asked().orElseThrow(), Optional.of(Set.of(tenant.id()))));
    }

    private static SubmissionFilter of(TenantId... tenants) {
        return SubmissionFilter.of(Optional.of(Set.of(tenants)));
    }

    private static List<SubmissionId> ids(SubmissionPage page) {
        return page.lines().stream().map(SubmissionLine::id).toList();
    }
}
