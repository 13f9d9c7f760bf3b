/**
 * Who may what, as admins of all tenants see and change it: {@link StaffListPage} lists and creates, {@link StaffAccountPage} shows
 * one member; each form has an action of its own. {@link AccessForm} reads role and tenants.
 */
@NullMarked
package dev.passback.adminui.staff.account;

import org.jspecify.annotations.NullMarked;
