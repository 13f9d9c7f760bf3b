/** What is looked up often and may be a little old: {@link Cache}. */
@NullMarked
package dev.passback.gateway.cache;

import org.jspecify.annotations.NullMarked;
