package dev.passback.db.staff;

import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The people who use the pages. */
public final class StaffStore {

    private final Pool pool;

    public StaffStore(Pool pool) {
        this.pool = pool;
    }

    static final String CREATE = "INSERT INTO staff (name, role, password_hash) VALUES ($1, $2, $3)";

    /** Creates a member; fails as a duplicate when the name is taken. */
    public Future<Void> create(StaffMember member) {
        return pool.preparedQuery(CREATE)
                .execute(Tuple.of(
                        member.name(), member.role().word(), member.password().text()))
                .mapEmpty();
    }

    static final String FIND = "SELECT name, role, password_hash FROM staff WHERE name = $1";

    /** The member of that name. */
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
