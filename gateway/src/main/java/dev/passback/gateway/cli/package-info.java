/**
 * The command line, one class a command. Standard output is the answer; logs go to standard error.
 */
@NullMarked
package dev.passback.gateway.cli;

import org.jspecify.annotations.NullMarked;
