/**
 * The pages for support staff. {@link AdminUi} is the table of contents: every page and action with its filters, a line each.
 *
 * <p>One page is one class and one template of the same name; one action is one class and ends in a redirect. Features know
 * {@code http} and {@code page}, never each other. What the pages want done is written to the database, where the delivery
 * engine finds it: nothing here calls the gateway.
 */
@NullMarked
package dev.passback.adminui;

import org.jspecify.annotations.NullMarked;
