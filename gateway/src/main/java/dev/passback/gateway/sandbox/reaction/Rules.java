package dev.passback.gateway.sandbox.reaction;

import dev.passback.gateway.sandbox.reaction.Reaction.Late;
import dev.passback.gateway.sandbox.reaction.Reaction.Succeed;
import java.util.List;
import java.util.Optional;

/**
 * The rules in force: the first that concerns a call wins; one that is used up ({@code 429x3}) no longer concerns any.
 * Safe from any thread.
 */
public final class Rules {

    private List<Active> active = List.of();

    /** Replaces all rules, or none if one has an unknown directive ({@link UnknownDirectiveException}). */
    public void replaceAll(List<Rule> rules) {
        List<Active> replacement = rules.stream().map(Active::new).toList();
        synchronized (this) {
            active = replacement;
        }
    }

    public synchronized List<Rule> list() {
        return active.stream().map(one -> one.rule).toList();
    }

    /** What is done with a call whose target id asks for {@code asked}: that, after the wait that a rule adds. */
    synchronized Reaction apply(String integration, String target, Optional<Reaction> asked) {
        return active.stream()
                .filter(one -> one.concerns(integration, target))
                .findFirst()
                .map(one -> one.apply(asked))
                .orElseGet(() -> asked.orElse(new Succeed(0)));
    }

    private static final class Active {
        private final Rule rule;
        private final Forced forced;
        private int used;

        Active(Rule rule) {
            this.rule = rule;
            this.forced = Directives.parse(rule.force());
        }

        boolean concerns(String integration, String target) {
            return used < forced.times() && rule.concerns(integration, target);
        }

        Reaction apply(Optional<Reaction> asked) {
            if (forced.reaction() instanceof Late late) {
                used++;
                return new Late(late.pause(), asked.orElse(late.then()));
            }
            if (asked.isEmpty()) {
                used++;
            }
            return asked.orElse(forced.reaction());
        }
    }
}
