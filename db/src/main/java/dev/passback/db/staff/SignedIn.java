package dev.passback.db.staff;

import dev.passback.core.staff.Role;

/**
 * Somebody who is signed in.
 *
 * @param csrf the token that each of the session's forms carries
 */
public record SignedIn(String staff, Role role, String csrf) {}
