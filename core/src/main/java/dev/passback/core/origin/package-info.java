/**
 * From where a request comes: {@link TrustedProxies} decides whether what a proxy says of it is believed, {@link ForwardedReader} and
 * {@link ForwardedHeaders} read it, {@link Origin} is the result. Texts in, values out; nothing is looked up.
 */
@NullMarked
package dev.passback.core.origin;

import org.jspecify.annotations.NullMarked;
