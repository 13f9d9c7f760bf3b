/**
 * The tenant API's frame: {@link Authentication} turns a key into a caller, {@link ApiError} and {@link Problems} make every
 * failure an answer in Kombo's shape, {@link Answers} writes it, {@link Prefer} reads what a caller prefers,
 * {@link SlowRequests} ends what does not get whole.
 */
@NullMarked
package dev.passback.gateway.http;

import org.jspecify.annotations.NullMarked;
