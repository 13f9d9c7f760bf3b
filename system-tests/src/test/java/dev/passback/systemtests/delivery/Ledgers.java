package dev.passback.systemtests.delivery;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Three accounts of the same links, compared: what callers were promised, what the database holds, what the upstream received. */
record Ledgers(String databaseUrl, Sandbox sandbox) {

    /** The candidates whose links are being sent, as far as the database knows. */
    Set<String> sending() {
        return candidates("SELECT target_id FROM submission WHERE state = 'sending'");
    }

    /** How many links are neither delivered nor given up. */
    long open() {
        return count("SELECT count(*) FROM submission WHERE settled_at = 'infinity'");
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
        Set<String> doubled = new HashSet<>();
        sandbox.calls().stream()
                .filter(Call::taken)
                .collect(groupingBy(call -> call.target().id(), counting()))
                .forEach((candidate, times) -> {
                    if (times > 1) {
                        doubled.add(candidate);
                    }
                });
        return doubled;
    }

    /** Every promised submission is there, is delivered, and its link reached the upstream. */
    void holdAll(Map<String, String> promises) {
        Map<String, String> delivered = new HashMap<>();
        query(
                "SELECT id, target_id FROM submission WHERE state = 'delivered'",
                row -> delivered.put(row.getString(1), row.getString(2)));
        Set<String> taken = new HashSet<>();
        sandbox.calls().stream()
                .filter(Call::taken)
                .forEach(call -> taken.add(call.target().id()));
        assertThat(delivered).containsAllEntriesOf(promises);
        assertThat(taken).containsAll(promises.values());
    }

    /** No call was made that was not written down before as an attempt. */
    void holdAnAttemptBeforeEveryCall() {
        Map<String, List<Instant>> attempts = new HashMap<>();
        query(
                "SELECT s.target_id, a.begun_at FROM attempt a JOIN submission s ON s.id = a.submission_id",
                row -> attempts.computeIfAbsent(row.getString(1), first -> new ArrayList<>())
                        .add(row.getObject(2, OffsetDateTime.class).toInstant()));
        Map<String, Long> made = new HashMap<>();
        for (Call call : sandbox.calls()) {
            String candidate = call.target().id();
            long calls = made.merge(candidate, 1L, Long::sum);
            assertThat(attempts.getOrDefault(candidate, List.of()).stream().filter(begun -> begun.isBefore(call.at())))
                    .as("attempts begun before call %d for %s", calls, candidate)
                    .hasSizeGreaterThanOrEqualTo((int) calls);
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
