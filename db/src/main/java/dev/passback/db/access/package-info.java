/**
 * Who may do what in the database: {@link TableAccess} is the decision, table by table; {@link Grants} carries it out for the
 * {@link DatabaseRoles} that Passback runs as.
 */
@NullMarked
package dev.passback.db.access;

import org.jspecify.annotations.NullMarked;
