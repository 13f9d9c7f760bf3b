/**
 * Tenants and their keys: {@link TenantListPage} lists and creates, {@link TenantPage} shows one with the forms for its limits,
 * its suspension and its keys; each form has an action of its own. {@link NewKeyPage} shows a new key, once.
 */
@NullMarked
package dev.passback.adminui.tenant;

import org.jspecify.annotations.NullMarked;
