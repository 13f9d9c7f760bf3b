/** What operators do with the program, by its commands. */
@NullMarked
package dev.passback.systemtests.operating;

import org.jspecify.annotations.NullMarked;
