/**
 * The vault: the only place where credentials are open.
 */
@NullMarked
package dev.passback.gateway.credential;

import org.jspecify.annotations.NullMarked;
