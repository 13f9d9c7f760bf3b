/**
 * Passback with everything around it in one process, for looking at: {@link Demo} starts an embedded PostgreSQL, the sandbox
 * upstream and a {@link dev.passback.gateway.Node}; {@link DemoFolder} is what it keeps; {@link DemoTenant} makes the tenant and its
 * integrations, {@link DemoHistory} sends the first submissions.
 */
@NullMarked
package dev.passback.gateway.demo;

import org.jspecify.annotations.NullMarked;
