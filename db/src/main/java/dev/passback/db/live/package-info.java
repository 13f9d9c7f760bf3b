/**
 * What open pages live on: {@link Changes} collects in memory what a node changed and tells it now and then as a {@link Notice},
 * {@link LiveFeed} hears the notices of all nodes over one connection. A notice is a hint: it may be lost, and no page relies on it.
 */
@NullMarked
package dev.passback.db.live;

import org.jspecify.annotations.NullMarked;
