/**
 * The sandbox: an upstream that speaks Kombo's two result-link endpoints, remembers every call and misbehaves on request.
 *
 * <p>{@link dev.passback.gateway.sandbox.Sandbox} starts one; {@code SandboxServer} holds its list of routes. A result
 * link goes through {@code ResultLinkApi}: {@code RequestChecks} refuse it as Kombo would, the {@code reaction} package
 * chooses what is done with it, the {@code ledger} package notes it, {@code Answerer} puts the answer on the wire.
 * {@code ControlApi} is how scripts see and steer all this. It knows nothing of the rest of Passback.
 */
@NullMarked
package dev.passback.gateway.sandbox;

import org.jspecify.annotations.NullMarked;
