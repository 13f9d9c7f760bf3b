/**
 * The domain of Passback in plain Java: no I/O, no Vert.x, no clock.
 *
 * <p>Start at {@code submission} (what is sent and what makes it good), go on to {@code delivery} (what an attempt came to
 * and what follows), then {@code integration} (whom we send for) and {@code tenant} (whose data it is). {@code credential}
 * and {@code staff} hold secrets and the people.
 */
@NullMarked
package dev.passback.core;

import org.jspecify.annotations.NullMarked;
