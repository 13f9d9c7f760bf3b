/** What whoever runs the platform does: on the command line, against a running program. */
@NullMarked
package dev.passback.systemtests.manage;

import org.jspecify.annotations.NullMarked;
