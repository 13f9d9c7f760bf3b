/**
 * Limits of tenants: {@link RateLimit} is the filter for requests per second, {@link DayLimit} stands before a result link is stored.
 * Both use an {@link Allowance}, which keeps tokens in {@link Hand} and takes them in bulk from {@link dev.passback.db.limit.AllowanceStore}.
 */
@NullMarked
package dev.passback.gateway.limit;

import org.jspecify.annotations.NullMarked;
