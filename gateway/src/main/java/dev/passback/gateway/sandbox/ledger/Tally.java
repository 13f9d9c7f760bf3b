package dev.passback.gateway.sandbox.ledger;

/** The counts of one integration since the ledger was emptied; they include calls that were dropped since. */
public record Tally(long calls, long taken, int distinctTargets) {}
