package dev.passback.gateway.sandbox.ledger;

import java.util.List;

/**
 * An answer of the ledger.
 *
 * @param total the kept calls that concern the asked integration and target, on this page or not
 * @param dropped the calls of any integration that were forgotten to stay within the bound
 */
public record CallPage(List<Call> calls, long total, long dropped) {}
