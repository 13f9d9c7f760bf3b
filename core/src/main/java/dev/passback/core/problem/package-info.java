/**
 * Problems: {@link Cause} is one kind of failure or warning, told from others by its {@link Fingerprint}; {@link ProblemId} names all
 * of one cause on one integration.
 */
@NullMarked
package dev.passback.core.problem;

import org.jspecify.annotations.NullMarked;
