/**
 * What tenants have left of their limits: {@link AllowanceStore} gives it out in bulk, a {@link Grant} at a time.
 */
@NullMarked
package dev.passback.db.limit;

import org.jspecify.annotations.NullMarked;
