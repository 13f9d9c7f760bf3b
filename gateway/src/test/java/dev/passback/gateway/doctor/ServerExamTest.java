package dev.passback.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.checkup.Vitals.Server;
import dev.passback.gateway.doctor.Finding.Level;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerExamTest {

    private static final Instant NOW = Instant.parse("2026-11-02T10:15:00Z");
    private static final Map<String, String> GOOD = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "on",
            "autovacuum", "on",
            "shared_buffers", "1073741824",
            "max_wal_size", "8589934592");

    @Test
    void of_a_good_server_there_is_nothing_to_do() {
        // Then
        assertThat(ServerExam.of(server(180_001, true, NOW, GOOD, 30), NOW))
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK))
                .allSatisfy(finding -> assertThat(finding.todo()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit", "autovacuum"})
    void what_makes_promises_hold_must_be_on(String setting) {
        // Given
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put(setting, "off");
        // Then
        assertThat(bad(server(180_001, true, NOW, settings, 30)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WRONG))
                .satisfies(finding -> assertThat(finding.about()).isEqualTo(setting))
                .satisfies(finding -> assertThat(finding.todo()).contains("ALTER SYSTEM SET " + setting + " = 'on'"));
    }

    @ParameterizedTest
    @CsvSource({"shared_buffers, 134217728, 128 MB", "max_wal_size, 1073741824, 1024 MB"})
    void what_is_too_small_for_load_is_a_warning(String setting, String value, String said) {
        // Given
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put(setting, value);
        // Then
        assertThat(bad(server(180_001, true, NOW, settings, 30)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARNING))
                .satisfies(finding -> assertThat(finding.says()).startsWith(said));
    }

    @Test
    void an_old_version_a_standby_a_wrong_clock_and_a_full_house_are_told() {
        // Then
        assertThat(bad(server(140_011, false, NOW.minusSeconds(60), GOOD, 90)))
                .extracting(Finding::about)
                .containsExactly("version", "writable", "clock", "connections");
    }

    private static List<Finding> bad(Server server) {
        return ServerExam.of(server, NOW).stream()
                .filter(finding -> finding.level() != Level.OK)
                .toList();
    }

    private static Server server(
            int version, boolean writable, Instant its, Map<String, String> settings, int connections) {
        return new Server(version, writable, OffsetDateTime.ofInstant(its, ZoneOffset.UTC), settings, connections, 97);
    }
}
