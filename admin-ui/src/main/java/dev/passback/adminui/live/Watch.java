package dev.passback.adminui.live;

import dev.passback.core.submission.SubmissionId;
import dev.passback.db.live.Notice;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a page shows, and so which changes concern it.
 *
 * @param list which list is on it, if one is
 * @param submissions whose state is on it
 * @param jobs whose progress is on it
 * @param anyJob whether the list of jobs is on it
 */
record Watch(Optional<ListKind> list, Set<SubmissionId> submissions, Set<UUID> jobs, boolean anyJob) {

    private static final int MOST = 100;
    private static final String ANY = "*";

    /** Lists by what changes them. */
    enum ListKind {
        /** Whatever comes in or changes. */
        ANY,
        /** What somebody should look at. */
        ATTENTION
    }

    Watch {
        submissions = Set.copyOf(submissions);
        jobs = Set.copyOf(jobs);
    }

    /** Of {@code ?list=any&submission=...&job=...}; what it does not know it leaves out. */
    static Watch read(MultiMap params) {
        return new Watch(
                Optional.ofNullable(params.get("list")).flatMap(Watch::kind),
                params.getAll("submission").stream()
                        .limit(MOST)
                        .flatMap(text -> SubmissionId.parse(text).stream())
                        .collect(Collectors.toSet()),
                params.getAll("job").stream()
                        .limit(MOST)
                        // ids of jobs look as those of submissions do
                        .flatMap(text -> SubmissionId.parse(text).stream())
                        .map(SubmissionId::value)
                        .collect(Collectors.toSet()),
                params.getAll("job").contains(ANY));
    }

    private static Optional<ListKind> kind(String word) {
        return switch (word) {
            case "any" -> Optional.of(ListKind.ANY);
            case "attention" -> Optional.of(ListKind.ATTENTION);
            default -> Optional.empty();
        };
    }

    /** Whether a page shows something that changed, or may have. */
    boolean concerns(Notice notice) {
        return notice.cut()
                || (anyJob && !notice.jobs().isEmpty())
                || notice.jobs().keySet().stream().anyMatch(jobs::contains)
                || notice.tenants().values().stream().anyMatch(this::concerns);
    }

    private boolean concerns(Notice.Counts counts) {
        return list.filter(kind -> changes(kind, counts)).isPresent()
                || (!submissions.isEmpty()
                        && (counts.cut() || counts.ids().stream().anyMatch(submissions::contains)));
    }

    private static boolean changes(ListKind kind, Notice.Counts counts) {
        return switch (kind) {
            case ANY -> counts.accepted() + counts.changed() > 0 || counts.cut();
            case ATTENTION -> counts.attention() > 0 || counts.cut();
        };
    }
}
