/**
 * The management API {@code /manage/v1}, for whoever runs the platform: {@link ManagementRoutes} is the list of its routes,
 * {@link ManagementAuthentication} turns a management key into a caller, and each resource has a class of its own. What stands in
 * requests is read by the {@code ...Fields}, what stands in answers is made by the {@code ...Json}; the command line speaks with the
 * same words. {@link Versions} keeps changes from overwriting what nobody has seen.
 */
@NullMarked
package dev.passback.gateway.manage;

import org.jspecify.annotations.NullMarked;
