package dev.passback.db.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final int MOST_BYTES = 7_999;
    private static final TenantId ONE = new TenantId(1);
    private static final TenantId TWO = new TenantId(2);

    private final Vertx vertx = Vertx.vertx();
    private final List<Notice> told = new CopyOnWriteArrayList<>();
    private final Changes changes = new Changes(vertx, notice -> {
        told.add(notice);
        return Future.succeededFuture();
    });

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void what_changes_within_a_moment_is_told_at_once() {
        // Given
        SubmissionId id = SubmissionId.next();
        // When
        changes.accepted(ONE);
        changes.accepted(ONE);
        changes.changed(ONE, id, true);
        changes.changed(TWO, SubmissionId.next(), false);
        await().until(() -> !told.isEmpty());
        // Then
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().tenants()).containsEntry(ONE, new Notice.Counts(2, 1, 1, Set.of(id), false));
    }

    @Test
    void a_flood_is_one_notice_that_fits_and_says_that_it_is_cut() {
        // When
        for (int i = 0; i < 100_000; i++) {
            changes.changed(new TenantId(Long.MAX_VALUE - i % 500), SubmissionId.next(), true);
        }
        LongStream.range(0, 100).forEach(no -> changes.job(UUID.randomUUID(), Optional.of(someTenants())));
        await().until(() -> !told.isEmpty());
        // Then
        Notice notice = told.getFirst();
        assertThat(notice.cut()).isTrue();
        assertThat(notice.encoded().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
    }

    @Test
    void a_notice_is_read_as_it_was_written() {
        // Given
        Notice notice = new Notice(
                Map.of(ONE, new Notice.Counts(3, 2, 1, Set.of(SubmissionId.next()), true)),
                Map.of(UUID.randomUUID(), Set.of(ONE, TWO)),
                false);
        // When // Then
        assertThat(Notice.decoded(notice.encoded())).isEqualTo(notice);
    }

    @Test
    void a_viewer_of_some_tenants_is_told_of_these_alone() {
        // Given
        UUID theirs = UUID.randomUUID();
        Notice notice = new Notice(
                Map.of(
                        ONE,
                        new Notice.Counts(1, 0, 0, Set.of(), false),
                        TWO,
                        new Notice.Counts(5, 0, 0, Set.of(), false)),
                Map.of(theirs, Set.of(ONE), UUID.randomUUID(), Set.of(ONE, TWO), UUID.randomUUID(), Set.of()),
                false);
        // When
        Notice seen = notice.within(Optional.of(Set.of(ONE)));
        // Then
        assertThat(seen.tenants()).containsOnlyKeys(ONE);
        assertThat(seen.jobs()).containsOnlyKeys(theirs);
    }

    private static Set<TenantId> someTenants() {
        return LongStream.range(0, 8)
                .mapToObj(no -> new TenantId(Long.MAX_VALUE - no))
                .collect(Collectors.toSet());
    }
}
