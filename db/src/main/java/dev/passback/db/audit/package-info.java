/**
 * Who did what, and why: {@link Act}; it is written by the statement that makes the change.
 */
@NullMarked
package dev.passback.db.audit;

import org.jspecify.annotations.NullMarked;
