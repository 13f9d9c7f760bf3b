package dev.passback.db.delivery;

import dev.passback.db.MigratedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How PostgreSQL would execute a statement with parameters. */
final class PreparedPlan {

    private PreparedPlan() {}

    /**
     * The plan, without costs.
     *
     * @param settings each as {@code name = value}
     */
    static String of(MigratedDatabase database, String sql, String... settings) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute("SET " + setting);
            }
            statement.execute("PREPARE it AS " + sql);
            String values =
                    parameterTypes(statement).stream().map(PreparedPlan::sample).collect(Collectors.joining(", "));
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery(
                    "EXPLAIN (COSTS OFF) EXECUTE it" + (values.isEmpty() ? "" : "(" + values + ")"))) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    private static List<String> parameterTypes(Statement statement) throws SQLException {
        try (ResultSet types = statement.executeQuery("SELECT parameter_types::text[] FROM pg_prepared_statements")) {
            types.next();
            return Arrays.asList((String[]) types.getArray(1).getArray());
        }
    }

    // arrays as long as a batch under load
    private static String sample(String type) {
        return type.endsWith("[]")
                ? "array_fill(" + sample(type.substring(0, type.length() - 2)) + ", ARRAY[20])"
                : switch (type) {
                    case "uuid" -> "gen_random_uuid()";
                    case "text" -> "'x'::text";
                    case "timestamp with time zone" -> "now()";
                    default -> "1::" + type;
                };
    }
}
