/**
 * Secrets: {@link Secret} never prints itself; {@link SealingKeys} and {@link OpeningKeys} turn it into a sealed
 * credential and back; {@link Keyset} is both halves, for whoever makes or rotates keys.
 */
@NullMarked
package dev.passback.core.credential;

import org.jspecify.annotations.NullMarked;
