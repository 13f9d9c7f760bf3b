/**
 * Signing in and out: {@link SignInPage} shows the form, {@link SignInAction} checks it with {@link Passwords} under
 * {@link SignInThrottle}, {@link SignOutAction} ends the session.
 */
@NullMarked
package dev.passback.adminui.staff;

import org.jspecify.annotations.NullMarked;
