package dev.passback.gateway.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.gateway.sandbox.ledger.Target.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {

    @Test
    void a_full_ledger_drops_the_oldest_and_goes_on_counting() {
        // Given
        Ledger ledger = new Ledger(2);
        // When
        note(ledger, "a:1", "ada", true);
        note(ledger, "a:1", "grace", true);
        note(ledger, "a:1", "alan", false);
        // Then
        CallPage page = ledger.page(all());
        assertThat(page.calls()).extracting(call -> call.target().id()).containsExactly("grace", "alan");
        assertThat(page.dropped()).isEqualTo(1);
        assertThat(ledger.tallies()).containsExactly(Map.entry("a:1", new Tally(3, 2, 3)));
    }

    @Test
    void large_bodies_are_dropped_before_the_memory_is_full() {
        // Given
        Ledger ledger = new Ledger(Ledger.CALLS);
        String mebi = "x".repeat(1024 * 1024);
        // When
        for (int call = 0; call < 130; call++) {
            ledger.note(received("a:1", "ada", mebi), "200", true);
        }
        // Then
        assertThat(ledger.calls()).hasSize(128);
        assertThat(ledger.page(all()).dropped()).isEqualTo(2);
    }

    @Test
    void a_candidate_and_an_application_of_one_id_are_two_targets() {
        // Given
        Ledger ledger = new Ledger(10);
        // When
        note(ledger, "a:1", "ada", true);
        note(ledger, "a:1", "ada", true);
        Target application = new Target(Kind.APPLICATION, "ada");
        ledger.note(new Received(application, "a:1", "", "{}", Map.of()), "200", true);
        // Then
        assertThat(ledger.tallies().get("a:1")).isEqualTo(new Tally(3, 3, 2));
    }

    @Test
    void a_page_holds_what_was_asked_for_in_order() {
        // Given
        Ledger ledger = new Ledger(10);
        note(ledger, "a:1", "ada", true);
        note(ledger, "b:1", "ada", true);
        note(ledger, "a:1", "grace", true);
        note(ledger, "a:1", "ada", true);
        note(ledger, "a:1", "ada", true);
        // When
        CallPage page = ledger.page(new CallQuery(Optional.of("a:1"), Optional.of("ada"), 1, 1));
        // Then
        assertThat(page.calls()).extracting(Call::sequence).containsExactly(4L);
        assertThat(page.total()).isEqualTo(3);
    }

    @Test
    void an_emptied_ledger_never_uses_a_sequence_number_again() {
        // Given
        Ledger ledger = new Ledger(1);
        note(ledger, "a:1", "ada", true);
        note(ledger, "a:1", "ada", true);
        // When
        ledger.empty();
        // Then
        assertThat(ledger.page(all())).isEqualTo(new CallPage(List.of(), 0, 0));
        assertThat(ledger.tallies()).isEmpty();
        assertThat(note(ledger, "a:1", "ada", true).sequence()).isEqualTo(3);
    }

    private static Call note(Ledger ledger, String integration, String target, boolean taken) {
        return ledger.note(received(integration, target, "{}"), "200", taken);
    }

    private static Received received(String integration, String target, String body) {
        return new Received(new Target(Kind.CANDIDATE, target), integration, "dbox", body, Map.of());
    }

    private static CallQuery all() {
        return new CallQuery(Optional.empty(), Optional.empty(), 0, 100);
    }
}
