package dev.passback.systemtests.delivery;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.submission.SubmissionState;
import dev.passback.db.testing.Jdbc;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.gateway.sandbox.ledger.Call;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Three accounts of the same links, compared: what callers were promised, what the database holds, what the upstream received. */
record Ledgers(String databaseUrl, Sandbox sandbox) {

    private static final Set<String> STATES =
            Arrays.stream(SubmissionState.values()).map(SubmissionState::word).collect(toSet());

    /** The candidates whose links are being sent, as far as the database knows. */
    Set<String> sending() {
        return candidates("SELECT target_id FROM submission WHERE state = 'sending'");
    }

    /** How many links are neither delivered nor given up. */
    long open() {
        return count("SELECT count(*) FROM submission WHERE settled_at = 'infinity'");
    }

    /** How many links of candidates whose ids begin like this are stored. */
    long stored(String candidates) {
        return count("SELECT count(*) FROM submission WHERE target_id LIKE '" + candidates + "%'");
    }

    /** How many others are connected to this database. */
    long connections() {
        return count(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    /** Attempts that were begun and never ended. */
    long openAttempts() {
        return count("SELECT count(*) FROM attempt WHERE ended_at IS NULL");
    }

    /** Links that are marked. */
    Set<String> mayBeDoubled() {
        return candidates("SELECT target_id FROM submission WHERE may_be_doubled");
    }

    /** Links that the upstream has more than once. */
    Set<String> doubled() {
        Map<String, Long> taken = taken();
        taken.values().removeIf(times -> times == 1);
        return taken.keySet();
    }

    /** Those of one node, by its process. */
    long openAttempts(long pid) {
        return count("SELECT count(*) FROM attempt WHERE ended_at IS NULL AND node LIKE '%:" + pid + ":%'");
    }

    /** Attempts whose call was answered after somebody else had judged them. */
    long late() {
        return count("SELECT count(*) FROM attempt WHERE late_at IS NOT NULL");
    }

    /**
     * The promise, by id: each submission that a caller was promised is there, once, in a state; what is delivered reached the upstream;
     * what reached it twice is marked; no call was made that was not written down before. A ledger that cannot be read to its end holds
     * nothing.
     */
    void hold(Map<String, String> promises) {
        assertThat(sandbox.ledger().dropped())
                .as("calls that the sandbox forgot")
                .isZero();
        Map<String, String> stored = new HashMap<>();
        Map<String, String> states = new HashMap<>();
        query("SELECT id, target_id, state FROM submission", row -> {
            assertThat(stored.put(row.getString(1), row.getString(2)))
                    .as("another row of it")
                    .isNull();
            states.put(row.getString(2), row.getString(3));
        });
        assertThat(stored).as("what is stored").containsAllEntriesOf(promises);
        assertThat(states.values()).as("states").isSubsetOf(STATES);
        Map<String, Long> taken = taken();
        assertThat(taken.keySet()).as("what reached the upstream is stored").isSubsetOf(states.keySet());
        states.forEach((candidate, state) -> {
            if (state.equals("delivered")) {
                assertThat(taken).as("delivered, so it reached the upstream").containsKey(candidate);
            }
        });
        holdMarks();
        holdAnAttemptBeforeEveryCall();
    }

    /** As {@link #hold}, and all of it is delivered. */
    void holdAllDelivered(Map<String, String> promises) {
        hold(promises);
        assertThat(candidates("SELECT target_id FROM submission WHERE state = 'delivered'"))
                .containsAll(promises.values());
    }

    /** What the upstream has twice is marked, and nothing is marked that had no unsure attempt. */
    private void holdMarks() {
        assertThat(mayBeDoubled()).as("marked").containsAll(doubled());
        assertThat(candidates("""
                SELECT target_id FROM submission s WHERE may_be_doubled AND NOT EXISTS (
                  SELECT FROM attempt a WHERE a.tenant_id = s.tenant_id AND a.submission_id = s.id AND a.outcome = 'unsure')
                """)).as("marked without an unsure attempt").isEmpty();
    }

    private Map<String, Long> taken() {
        return sandbox.calls().stream()
                .filter(Call::taken)
                .collect(groupingBy(call -> call.target().id(), counting()));
    }

    /** No call was made that was not written down before as an attempt. */
    void holdAnAttemptBeforeEveryCall() {
        Map<String, List<Instant>> attempts = new HashMap<>();
        query(
                "SELECT s.target_id, a.begun_at FROM attempt a JOIN submission s ON s.id = a.submission_id",
                row -> attempts.computeIfAbsent(row.getString(1), first -> new ArrayList<>())
                        .add(row.getObject(2, OffsetDateTime.class).toInstant()));
        Map<String, Integer> made = new HashMap<>();
        for (Call call : sandbox.calls()) {
            String candidate = call.target().id();
            int calls = made.merge(candidate, 1, Integer::sum);
            assertThat(attempts.getOrDefault(candidate, List.of()).stream().filter(begun -> begun.isBefore(call.at())))
                    .as("attempts begun before call %d for %s", calls, candidate)
                    .hasSizeGreaterThanOrEqualTo(calls);
        }
    }

    private Set<String> candidates(String sql) {
        Set<String> candidates = new HashSet<>();
        query(sql, row -> candidates.add(row.getString(1)));
        return candidates;
    }

    private long count(String sql) {
        return Long.parseLong(String.valueOf(Jdbc.text(databaseUrl, sql)));
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Reader reader) {
        try (Connection connection = Jdbc.connect(databaseUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }
}
