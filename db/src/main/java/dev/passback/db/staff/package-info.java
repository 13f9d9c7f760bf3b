/**
 * The people who use the pages and who of them is signed in: {@link StaffAccounts} says who may what, {@link StaffStore} finds whom
 * signing in is about, {@link SignInStore} counts tries with a password, {@link ProviderStore} knows those who sign in at an OpenID
 * provider, {@link SessionStore} who has a session, and {@link SignedIn} what such a person may do and see.
 */
@NullMarked
package dev.passback.db.staff;

import org.jspecify.annotations.NullMarked;
