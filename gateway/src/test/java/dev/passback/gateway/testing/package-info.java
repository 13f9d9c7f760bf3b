/** What the tests of the gateway share. */
@NullMarked
package dev.passback.gateway.testing;

import org.jspecify.annotations.NullMarked;
