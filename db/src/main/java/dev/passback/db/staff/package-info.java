/**
 * The people who use the pages and who of them is signed in: {@link StaffStore}, {@link SessionStore}; {@link StaffAccounts} is for
 * those who say who may what.
 */
@NullMarked
package dev.passback.db.staff;

import org.jspecify.annotations.NullMarked;
