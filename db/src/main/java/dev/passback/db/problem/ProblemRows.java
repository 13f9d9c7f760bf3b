package dev.passback.db.problem;

import dev.passback.core.problem.CauseId;
import dev.passback.core.problem.ProblemId;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of problems as what they mean. */
final class ProblemRows {

    private ProblemRows() {}

    static ProblemView view(Row row) {
        return new ProblemView(
                new ProblemId(row.getLong("id")),
                new CauseId(row.getLong("cause")),
                new Tenant(new TenantId(row.getLong("tenant_id")), row.getString("tenant_name")),
                row.getString("integration_id"),
                row.getString("integration_label"),
                row.getString("code"),
                row.getString("pattern"),
                row.getString("sample"),
                new SubmissionId(row.getUUID("sample_submission")),
                row.getOffsetDateTime("first_seen"),
                row.getOffsetDateTime("last_seen"),
                row.getLong("times"),
                ProblemState.ofWord(row.getString("state")).orElseThrow(),
                row.getOffsetDateTime("state_since"),
                Optional.ofNullable(row.getString("state_by")),
                Optional.ofNullable(row.getOffsetDateTime("muted_until")),
                row.getLong("version"),
                days(row.getLocalDate("today"), row.getArrayOfLongs("days")));
    }

    private static List<ProblemView.Day> days(LocalDate today, Long[] times) {
        return IntStream.range(0, times.length)
                .mapToObj(i -> new ProblemView.Day(today.minusDays(times.length - 1L - i), times[i]))
                .toList();
    }

    static Long @Nullable [] numbers(Optional<Set<TenantId>> tenants) {
        return tenants.map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                .orElse(null);
    }

    static String @Nullable [] words(Set<ProblemState> states) {
        return states.isEmpty() ? null : states.stream().map(ProblemState::word).toArray(String[]::new);
    }

    /** A text as a pattern of LIKE that finds it anywhere. */
    static String anywhere(String text) {
        StringBuilder pattern = new StringBuilder("%");
        text.chars().forEach(c -> {
            if ("\\%_".indexOf(c) >= 0) {
                pattern.append('\\');
            }
            pattern.append((char) c);
        });
        return pattern.append('%').toString();
    }
}
