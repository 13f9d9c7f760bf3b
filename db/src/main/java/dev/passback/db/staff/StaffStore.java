package dev.passback.db.staff;

import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The people who use the pages, as signing in needs them. What an admin sees and changes is in {@link StaffAccounts}. */
public final class StaffStore {

    private final Pool pool;

    public StaffStore(Pool pool) {
        this.pool = pool;
    }

    /** Creates a member who sees all tenants; fails as a duplicate when the name is taken. */
    public Future<Void> create(StaffMember member) {
        return new StaffAccounts(pool).create(member, Optional.empty(), Act.BY_PASSBACK);
    }

    static final String FIND =
            "SELECT name, role, password_hash FROM staff WHERE name = $1 AND password_hash IS NOT NULL";

    /** The member of that name, if it is one who signs in with a password. */
    public Future<Optional<StaffMember>> find(String name) {
        return pool.preparedQuery(FIND).execute(Tuple.of(name)).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            var row = rows.iterator().next();
            return Role.ofWord(row.getString("role"))
                    .map(role -> new StaffMember(
                            row.getString("name"), role, new PasswordHash(row.getString("password_hash"))));
        });
    }
}
