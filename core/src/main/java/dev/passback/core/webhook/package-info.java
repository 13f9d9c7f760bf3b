/** What tenants and the operator are told of, and how often it is tried. */
@NullMarked
package dev.passback.core.webhook;

import org.jspecify.annotations.NullMarked;
