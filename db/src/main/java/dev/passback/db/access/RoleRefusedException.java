package dev.passback.db.access;

/** A role cannot be what it is to be; the message says why and what to do. */
public final class RoleRefusedException extends RuntimeException {

    private RoleRefusedException(String message) {
        super(message);
    }

    static RoleRefusedException missing(String role) {
        return new RoleRefusedException("there is no database role \"" + role + "\"; create it: CREATE ROLE "
                + Grants.quoted(role) + " LOGIN PASSWORD '...';");
    }

    static RoleRefusedException boundless(String role) {
        return new RoleRefusedException("the database role \"" + role
                + "\" is a superuser, owns the schema, or is a member of a role that may read or write everything:"
                + " nothing can be kept from it; take another");
    }
}
