package dev.passback.db.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives the running roles what they need and takes from them all else, as the owner of the schema. In one transaction, so that it can be
 * done, and done again, while they run.
 */
public final class Grants {

    private static final List<String> UPKEEP = List.of(
            "make_partitions(integer)",
            "purge_submissions(bigint, integer)",
            "purge_bodies(bigint, integer)",
            "purge_month()");

    private final Pool pool;

    /** Grants by the role that this pool connects as. */
    public Grants(Pool pool) {
        this.pool = pool;
    }

    /**
     * Brings the roles' privileges to what {@link TableAccess} says. Afterwards nobody else may make partitions either.
     *
     * @return failed with {@link RoleRefusedException} if a role is not there or cannot be bounded; nothing is changed then
     */
    public Future<Void> give(DatabaseRoles roles) {
        if (roles.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.withTransaction(connection -> check(connection, roles).compose(fit -> give(connection, roles)));
    }

    // Members of a role can do what it can, so membership counts as having.
    static final String ROLES = """
            SELECT r.rolname AS name,
                   r.rolsuper OR pg_has_role(r.oid, 'pg_read_all_data', 'MEMBER') OR pg_has_role(r.oid, 'pg_write_all_data', 'MEMBER')
                     OR EXISTS (SELECT FROM pg_class c
                       WHERE c.relnamespace = current_schema()::text::regnamespace AND c.relkind IN ('r', 'p')
                         AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS boundless
            FROM pg_roles r
            WHERE r.rolname = ANY ($1)
            """;

    private static Future<Void> check(SqlConnection connection, DatabaseRoles roles) {
        return connection
                .preparedQuery(ROLES)
                .execute(Tuple.tuple().addValue(roles.all().toArray(String[]::new)))
                .compose(rows -> {
                    Map<String, Boolean> boundless = new HashMap<>();
                    rows.forEach(row -> boundless.put(row.getString("name"), row.getBoolean("boundless")));
                    return roles.all()
                            .flatMap(role -> objection(role, boundless))
                            .findFirst()
                            .<Future<Void>>map(Future::failedFuture)
                            .orElse(Future.succeededFuture());
                });
    }

    private static Stream<RoleRefusedException> objection(String role, Map<String, Boolean> boundless) {
        if (!boundless.containsKey(role)) {
            return Stream.of(RoleRefusedException.missing(role));
        }
        return boundless.getOrDefault(role, true) ? Stream.of(RoleRefusedException.boundless(role)) : Stream.empty();
    }

    // Partitions too: whoever may read one needs no right to the table.
    static final String RELATIONS = """
            SELECT quote_ident(current_schema()) AS schema, quote_ident(relname) AS name FROM pg_class
            WHERE relnamespace = current_schema()::text::regnamespace AND relkind IN ('r', 'p')
              AND pg_has_role(relowner, 'USAGE')
            """;

    private static Future<Void> give(SqlConnection connection, DatabaseRoles roles) {
        return connection.preparedQuery(RELATIONS).execute().compose(rows -> {
            List<String> statements = new ArrayList<>();
            rows.forEach(row -> statements.add(revokeAll(row.getString("name"), roles)));
            statements.addAll(schema(rows.iterator().next().getString("schema"), roles));
            TableAccess.ALL_TABLES.forEach(table -> statements.addAll(table(table, roles)));
            statements.addAll(upkeep(roles));
            return connection.query(String.join(";\n", statements)).execute().mapEmpty();
        });
    }

    private static String revokeAll(String relation, DatabaseRoles roles) {
        return "REVOKE ALL ON TABLE " + relation + " FROM PUBLIC, " + names(roles);
    }

    private static List<String> schema(String schema, DatabaseRoles roles) {
        return List.of(
                "REVOKE ALL ON SCHEMA " + schema + " FROM " + names(roles),
                "REVOKE CREATE ON SCHEMA " + schema + " FROM PUBLIC",
                "GRANT USAGE ON SCHEMA " + schema + " TO " + names(roles));
    }

    private static List<String> table(TableAccess access, DatabaseRoles roles) {
        List<String> grants = new ArrayList<>();
        roles.gateway().ifPresent(role -> grant(grants, access.gateway(), access.table(), role));
        roles.ui().ifPresent(role -> grant(grants, access.ui(), access.table(), role));
        return grants;
    }

    private static void grant(List<String> grants, String privileges, String table, String role) {
        if (!privileges.equals(TableAccess.NOTHING)) {
            grants.add("GRANT " + privileges + " ON TABLE " + quoted(table) + " TO " + quoted(role));
        }
    }

    /** Making and dropping partitions, and deleting what is past its days, as the schema's owner: for the gateway's upkeep alone. */
    private static List<String> upkeep(DatabaseRoles roles) {
        List<String> statements = new ArrayList<>();
        for (String function : UPKEEP) {
            String execute = " EXECUTE ON FUNCTION " + function + " ";
            statements.add("REVOKE" + execute + "FROM PUBLIC, " + names(roles));
            roles.gateway().ifPresent(role -> statements.add("GRANT" + execute + "TO " + quoted(role)));
        }
        return statements;
    }

    private static String names(DatabaseRoles roles) {
        return String.join(", ", roles.all().map(Grants::quoted).toList());
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
