/**
 * What leaves the sandbox: {@link dev.passback.gateway.sandbox.answer.Answerer} puts a reaction on the wire, with {@code
 * Garbling} and {@code Wire} for what is not in good order; {@link dev.passback.gateway.sandbox.answer.Answers} sends
 * all that is, in the envelopes of {@link dev.passback.gateway.sandbox.answer.KomboJson}.
 */
@NullMarked
package dev.passback.gateway.sandbox.answer;

import org.jspecify.annotations.NullMarked;
