/** The pages of webhooks: who is told of what happens, and what came of each message. */
@NullMarked
package dev.passback.adminui.webhook;

import org.jspecify.annotations.NullMarked;
