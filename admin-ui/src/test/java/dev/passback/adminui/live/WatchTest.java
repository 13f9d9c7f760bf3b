package dev.passback.adminui.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.live.Notice;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {

    private static final SubmissionId ID = SubmissionId.next();
    private static final UUID JOB = SubmissionId.next().value();

    @ParameterizedTest
    @CsvSource({
        "any, 1, 0, 0, true",
        "any, 0, 1, 0, true",
        "any, 0, 0, 0, false",
        "attention, 1, 1, 0, false",
        "attention, 0, 1, 1, true",
        "nonsense, 1, 1, 1, false"
    })
    void a_list_is_changed_by_what_comes_into_it(
            String list, int accepted, int changed, int attention, boolean concerns) {
        Notice notice = notice(new Notice.Counts(accepted, changed, attention, Set.of(SubmissionId.next()), false));
        assertThat(watch("list", list).concerns(notice)).isEqualTo(concerns);
    }

    @Test
    void a_submission_is_changed_by_what_names_it_or_may_have() {
        // Given
        Watch watch = watch("submission", ID.toString());
        // Then
        assertThat(watch.concerns(notice(new Notice.Counts(0, 1, 0, Set.of(ID), false))))
                .isTrue();
        assertThat(watch.concerns(notice(new Notice.Counts(9, 9, 9, Set.of(SubmissionId.next()), false))))
                .isFalse();
        assertThat(watch.concerns(notice(new Notice.Counts(0, 99, 0, Set.of(SubmissionId.next()), true))))
                .as("there was no room for all that changed")
                .isTrue();
        assertThat(watch.concerns(new Notice(Map.of(), Map.of(), true))).isTrue();
    }

    @Test
    void jobs_are_changed_by_what_names_them() {
        // Given
        Notice notice = new Notice(Map.of(), Map.of(JOB, Set.of()), false);
        // Then
        assertThat(watch("job", JOB.toString()).concerns(notice)).isTrue();
        assertThat(watch("job", "*").concerns(notice)).isTrue();
        assertThat(watch("job", SubmissionId.next().toString()).concerns(notice))
                .isFalse();
        assertThat(watch("list", "any").concerns(notice)).isFalse();
    }

    private static Watch watch(String name, String value) {
        return Watch.read(MultiMap.caseInsensitiveMultiMap().add(name, value));
    }

    private static Notice notice(Notice.Counts counts) {
        return new Notice(Map.of(new TenantId(1), counts), Map.of(), false);
    }
}
