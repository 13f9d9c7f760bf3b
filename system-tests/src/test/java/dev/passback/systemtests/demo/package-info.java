/** The demo as a newcomer meets it: one command, and what it says works as pasted. */
@NullMarked
package dev.passback.systemtests.demo;

import org.jspecify.annotations.NullMarked;
