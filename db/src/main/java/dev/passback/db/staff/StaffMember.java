package dev.passback.db.staff;

import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;

/** Somebody who may sign in. */
public record StaffMember(String name, Role role, PasswordHash password) {}
