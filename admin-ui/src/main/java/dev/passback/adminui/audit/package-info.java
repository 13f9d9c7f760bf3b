/**
 * The audit log: {@link AuditPage} shows who did or looked at what, {@link AuditQuery} is what its address asks for.
 */
@NullMarked
package dev.passback.adminui.audit;

import org.jspecify.annotations.NullMarked;
