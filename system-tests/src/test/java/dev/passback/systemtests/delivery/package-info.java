/**
 * The promise of a 2xx, counted from outside while things die: {@link Load} posts and notes what it was promised, {@link Ledgers}
 * compares that with the database and with what the upstream received. {@link KillIT} kills the program, {@link OutageIT} its database
 * and its upstream.
 */
@NullMarked
package dev.passback.systemtests.delivery;

import org.jspecify.annotations.NullMarked;
