/**
 * What pages are made of: {@link Frame} is what every page has, {@link Moment}, {@link ShortText}, {@link WebLink} and
 * {@link Sentence} are how times, ids, foreign URLs and explanations are shown, {@link Badge} is a word with its icon and colour.
 * Nothing here asks the database or knows a request.
 */
@NullMarked
package dev.passback.adminui.page;

import org.jspecify.annotations.NullMarked;
