package dev.passback.gateway.sandbox.reaction;

import dev.passback.gateway.sandbox.ledger.LatestUsed;
import dev.passback.gateway.sandbox.reaction.Reaction.Refuse;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses what is done with a call that passed the checks: what its target id asks for, else what a rule asks for, else
 * success. Safe from any thread.
 */
public final class Script {

    private static final int TARGETS = 100_000;

    private final Rules rules;
    private final Map<String, Integer> calls = new LatestUsed<>(TARGETS);

    public Script(Rules rules) {
        this.rules = rules;
    }

    /** The reaction to the next call; counts it. */
    public Reaction next(String integration, String target) {
        try {
            return rules.apply(integration, target, askedBy(target));
        } catch (UnknownDirectiveException unknown) {
            return new Refuse(KomboError.inputInvalid(String.valueOf(unknown.getMessage())));
        }
    }

    /** Forgets how often each target id was called. */
    public synchronized void startOver() {
        calls.clear();
    }

    private Optional<Reaction> askedBy(String target) {
        return Directives.inTarget(target)
                .filter(forced -> forced.times() == Forced.ALWAYS || countCall(target) <= forced.times())
                .map(Forced::reaction);
    }

    private synchronized int countCall(String target) {
        return calls.merge(target, 1, Integer::sum);
    }
}
