package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.ledger.InFlight;
import dev.passback.gateway.sandbox.ledger.Ledger;
import dev.passback.gateway.sandbox.reaction.Rules;
import dev.passback.gateway.sandbox.reaction.Script;

/** All that a sandbox remembers; each part is safe from any thread. */
record SandboxState(Accounts accounts, Rules rules, Script script, Ledger ledger, InFlight inFlight) {

    static SandboxState fresh() {
        Rules rules = new Rules();
        return new SandboxState(new Accounts(), rules, new Script(rules), new Ledger(Ledger.CALLS), new InFlight());
    }
}
