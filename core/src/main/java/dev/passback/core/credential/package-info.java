/**
 * Secrets: {@link Secret} never prints itself; {@link SealingKeys} and {@link OpeningKeys} turn it into a sealed
 * credential and back.
 */
@NullMarked
package dev.passback.core.credential;

import org.jspecify.annotations.NullMarked;
