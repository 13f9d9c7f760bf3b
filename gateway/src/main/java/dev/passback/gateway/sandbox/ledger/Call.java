package dev.passback.gateway.sandbox.ledger;

import java.time.Instant;

/**
 * One entry of the ledger.
 *
 * @param sequence grows by one with each call, is never used twice, also not after the ledger was emptied
 * @param at when the whole request had been read
 * @param answered what the sandbox set out to answer: a status, {@code reset} or {@code hang}. A caller that gave up
 *     first has not seen it.
 * @param taken whether the sandbox counts as having added the link
 */
public record Call(long sequence, Instant at, Received received, String answered, boolean taken) {

    public Target target() {
        return received.target();
    }

    public String integration() {
        return received.integration();
    }

    public String body() {
        return received.body();
    }
}
