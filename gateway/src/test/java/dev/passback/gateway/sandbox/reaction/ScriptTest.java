package dev.passback.gateway.sandbox.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.gateway.sandbox.reaction.Reaction.Late;
import dev.passback.gateway.sandbox.reaction.Reaction.Refuse;
import dev.passback.gateway.sandbox.reaction.Reaction.Succeed;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static final String GREENHOUSE = "greenhouse:1";

    private final Rules rules = new Rules();
    private final Script script = new Script(rules);

    @Test
    void an_ordinary_call_succeeds() {
        assertThat(script.next(GREENHOUSE, "ada")).isEqualTo(new Succeed(0));
    }

    @Test
    void a_target_misbehaves_for_its_first_calls_only() {
        assertThat(answers("force-503x2~ada", 4)).containsExactly("503", "503", "200", "200");
    }

    @Test
    void each_target_counts_for_itself() {
        // Given
        script.next(GREENHOUSE, "force-503x1~ada");
        // When
        Reaction other = script.next(GREENHOUSE, "force-503x1~grace");
        // Then
        assertThat(other.answered()).isEqualTo("503");
    }

    @Test
    void counts_begin_again_when_the_script_starts_over() {
        // Given
        answers("force-503x1", 2);
        // When
        script.startOver();
        // Then
        assertThat(answers("force-503x1", 2)).containsExactly("503", "200");
    }

    @Test
    void an_unknown_directive_in_a_target_is_invalid_input() {
        assertThat(script.next(GREENHOUSE, "force-nonsense"))
                .isInstanceOfSatisfying(
                        Refuse.class,
                        refused -> assertThat(refused.error())
                                .isEqualTo(
                                        KomboError.inputInvalid(refused.error().message())));
    }

    @Test
    void the_first_rule_that_concerns_the_call_wins() {
        rules.replaceAll(List.of(
                new Rule("lever:1", "*", "500"), new Rule(GREENHOUSE, "ada", "503"), new Rule("*", "*", "429")));

        assertThat(script.next("lever:1", "ada").answered()).isEqualTo("500");
        assertThat(script.next(GREENHOUSE, "ada").answered()).isEqualTo("503");
        assertThat(script.next(GREENHOUSE, "grace").answered()).isEqualTo("429");
    }

    @Test
    void a_rule_that_is_used_up_gives_way_to_the_next() {
        rules.replaceAll(List.of(new Rule("*", "*", "429x2"), new Rule("*", "*", "500x1")));

        assertThat(answers("ada", 4)).containsExactly("429", "429", "500", "200");
    }

    @Test
    void a_target_wins_over_a_rule_and_does_not_use_it_up() {
        // Given
        rules.replaceAll(List.of(new Rule("*", "*", "429x1")));
        // When
        Reaction asked = script.next(GREENHOUSE, "force-503");
        // Then
        assertThat(asked.answered()).isEqualTo("503");
        assertThat(answers("ada", 2)).containsExactly("429", "200");
    }

    @Test
    void a_rule_of_latency_delays_what_a_target_asks_for() {
        // Given
        rules.replaceAll(List.of(new Rule("*", "*", "latency-200")));
        // When
        Reaction reaction = script.next(GREENHOUSE, "force-503");
        // Then
        assertThat(reaction)
                .isEqualTo(
                        new Late(Duration.ofMillis(200), Directives.parse("503").reaction()));
    }

    @Test
    void one_bad_rule_leaves_the_old_rules_in_force() {
        // Given
        List<Rule> old = List.of(new Rule("*", "*", "429"));
        rules.replaceAll(old);
        // When
        assertThatThrownBy(() -> rules.replaceAll(List.of(new Rule("*", "*", "500"), new Rule("*", "*", "nonsense"))))
                .isInstanceOf(UnknownDirectiveException.class);
        // Then
        assertThat(rules.list()).isEqualTo(old);
    }

    private List<String> answers(String target, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(call -> script.next(GREENHOUSE, target).answered())
                .toList();
    }
}
