/** The pages. */
@NullMarked
package dev.passback.adminui;

import org.jspecify.annotations.NullMarked;
