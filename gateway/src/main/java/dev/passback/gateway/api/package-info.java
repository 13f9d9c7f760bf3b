/** The tenant API as a whole: {@link ApiServer} is the list of its routes, {@link Contract} serves its description. */
@NullMarked
package dev.passback.gateway.api;

import org.jspecify.annotations.NullMarked;
