/**
 * What the sandbox does with a call: {@link dev.passback.gateway.sandbox.reaction.Reaction} is the closed list,
 * {@link dev.passback.gateway.sandbox.reaction.Directives} the language that asks for one, {@link
 * dev.passback.gateway.sandbox.reaction.Script} the choice between target id, rules and plain success. Nothing here
 * touches the wire.
 */
@NullMarked
package dev.passback.gateway.sandbox.reaction;

import org.jspecify.annotations.NullMarked;
