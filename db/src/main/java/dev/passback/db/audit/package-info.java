/**
 * Who did what, and why: {@link Act} is written by the statement that makes the change, {@link AuditLog} reads it.
 */
@NullMarked
package dev.passback.db.audit;

import org.jspecify.annotations.NullMarked;
