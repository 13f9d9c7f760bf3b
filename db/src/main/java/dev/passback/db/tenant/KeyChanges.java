package dev.passback.db.tenant;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What changed lately of all that decides whether a key is good, for nodes that remember keys. Any thread. */
public final class KeyChanges {

    /** How far back {@link #lately()} looks. Commits are not in the order of their times: what is older shows up late. */
    public static final Duration BACK = Duration.ofSeconds(30);

    private static final int MOST = 1_000;

    /** What a change is about. */
    public enum Subject {
        TENANT("tenant"),
        TENANT_KEY("tenant_key"),
        MANAGEMENT_KEY("management_key");

        private final String word;

        Subject(String word) {
            this.word = word;
        }

        private static Subject ofWord(String word) {
            return Arrays.stream(values())
                    .filter(subject -> subject.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * A change.
     *
     * @param id of the key, or of the tenant
     * @param written by which transaction: the same row changed again is another change
     */
    public record Change(Subject subject, String id, String written) {}

    /**
     * Changes of the last {@link #BACK}.
     *
     * @param whole false when there are more than are listed
     */
    public record Lately(List<Change> changes, boolean whole) {}

    private final Pool pool;

    public KeyChanges(Pool pool) {
        this.pool = pool;
    }

    // Asked several times a second by every node: three looks at the end of an index. The interval is a literal: of a
    // parameter the planner thinks that it matches a third of the table.
    static final String LATELY = """
            SELECT 'tenant' AS subject, id, written FROM (
              SELECT id::text AS id, xmin::text AS written FROM tenant
              WHERE changed_at > now() - interval '30 seconds' ORDER BY changed_at DESC LIMIT 1001) t
            UNION ALL
            SELECT 'tenant_key', id, written FROM (
              SELECT id, xmin::text AS written FROM tenant_key
              WHERE changed_at > now() - interval '30 seconds' ORDER BY changed_at DESC LIMIT 1001) k
            UNION ALL
            SELECT 'management_key', id, written FROM (
              SELECT id, xmin::text AS written FROM management_key
              WHERE changed_at > now() - interval '30 seconds' ORDER BY changed_at DESC LIMIT 1001) m
            """;

    public Future<Lately> lately() {
        return pool.preparedQuery(LATELY).execute().map(rows -> {
            List<Change> changes =
                    rows.stream().limit(MOST).map(KeyChanges::change).toList();
            return new Lately(changes, rows.size() <= MOST);
        });
    }

    private static Change change(Row row) {
        return new Change(Subject.ofWord(row.getString("subject")), row.getString("id"), row.getString("written"));
    }
}
