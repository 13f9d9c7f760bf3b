/**
 * Passback as an operator runs it: {@link PassbackCommands} calls the start script, {@link PassbackProcess} is one process of it,
 * {@link Installation} is what the set-up commands make, {@link Serving} a running {@code serve}, {@link Cluster} several of
 * them on one database, {@link Caller} a tenant's service
 * that posts to it, {@link DemoPorts} room for a {@code demo}.
 */
@NullMarked
package dev.passback.systemtests.program;

import org.jspecify.annotations.NullMarked;
