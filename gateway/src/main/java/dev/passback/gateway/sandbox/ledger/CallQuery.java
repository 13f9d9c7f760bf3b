package dev.passback.gateway.sandbox.ledger;

import java.util.Optional;

/**
 * Which calls are asked for.
 *
 * @param target an id, of whichever kind
 * @param after only calls with a greater sequence number
 * @param limit at most so many, oldest first
 */
public record CallQuery(Optional<String> integration, Optional<String> target, long after, int limit) {

    boolean concerns(Call call) {
        return integration.map(call.integration()::equals).orElse(true)
                && target.map(call.target().id()::equals).orElse(true);
    }
}
