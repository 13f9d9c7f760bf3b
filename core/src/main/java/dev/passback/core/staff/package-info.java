/**
 * The people who use the pages: {@link Role} and {@link PasswordHash}.
 */
@NullMarked
package dev.passback.core.staff;

import org.jspecify.annotations.NullMarked;
