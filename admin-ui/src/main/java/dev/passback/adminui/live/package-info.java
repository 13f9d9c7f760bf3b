/**
 * Pages that stay up to date: {@link Events} opens a stream of server-sent events for a page, {@link EventStreams} sends to all of them
 * what the one {@link dev.passback.db.live.LiveFeed} of this node hears, each within what its viewer may see. An event says that
 * something changed; the page then asks for itself anew.
 */
@NullMarked
package dev.passback.adminui.live;

import org.jspecify.annotations.NullMarked;
