package dev.passback.db.sample;

import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tenants and integrations of the sample, most of the work on the first ones. */
final class SampleWorld {

    /** The key that sample submissions came with. It stands for a tenant that is made up, and lets nobody in: nothing has its hash. */
    static final String KEY = "sample";

    /** Names end in .invalid never lead anywhere: what a gateway sends there is not taken. */
    private static final String BASE_URL = "https://ats.invalid/v1";

    private final List<SampleIntegration> integrations;
    private final double[] reach;

    private SampleWorld(List<SampleIntegration> integrations) {
        this.integrations = integrations;
        reach = new double[integrations.size()];
        double sum = 0;
        for (int rank = 0; rank < reach.length; rank++) {
            sum += 1.0 / (rank + 1);
            reach[rank] = sum;
        }
    }

    SampleIntegration pick(Chance chance) {
        double point = chance.fraction() * reach[reach.length - 1];
        int rank = 0;
        while (reach[rank] < point) {
            rank++;
        }
        return integrations.get(rank);
    }

    /** Makes them in the database, or finds those that are there. */
    static SampleWorld make(Connection connection, SampleSize size) throws SQLException {
        Chance chance = new Chance(size.seed());
        List<Long> tenants = new ArrayList<>();
        for (int i = 0; i < size.tenants(); i++) {
            tenants.add(tenant(connection, i, size));
        }
        List<SampleIntegration> integrations = new ArrayList<>();
        for (int i = 0; i < size.integrations(); i++) {
            integrations.add(integration(i, tenants.get(i % tenants.size()), chance, size));
            store(connection, integrations.getLast(), size);
        }
        return new SampleWorld(integrations);
    }

    // A made-up tenant is known by its key. With a real one of the same name nothing is mixed: its key is missing, and
    // the next
    // statement tells.
    static final String TENANT = """
            WITH made AS (
              INSERT INTO tenant (name, created_at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING id
            ), keyed AS (
              INSERT INTO tenant_key (id, tenant_id, hash, scopes, label, revoked_at)
              SELECT 'sample' || id, id, decode(repeat('00', 32), 'hex'), '{}', 'sample', now() FROM made
            )
            SELECT id FROM made UNION ALL
            SELECT t.id FROM tenant t JOIN tenant_key k ON k.tenant_id = t.id AND k.id = 'sample' || t.id WHERE t.name = $3
            """;

    private static long tenant(Connection connection, int index, SampleSize size) throws SQLException {
        List<String> names = SampleTexts.TENANTS;
        String name = names.get(index % names.size()) + (index < names.size() ? "" : "-" + (index / names.size() + 1));
        try (PreparedStatement statement = prepared(connection, TENANT)) {
            statement.setString(1, name);
            statement.setTimestamp(2, Timestamp.from(size.until().minus(Duration.ofDays(size.days()))));
            statement.setString(3, name);
            try (ResultSet found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalStateException("there is a real tenant by the name of " + name);
                }
                return found.getLong(1);
            }
        }
    }

    private static SampleIntegration integration(int index, long tenant, Chance chance, SampleSize size) {
        List<String> atses = SampleTexts.ATSES;
        String ats = atses.get(index % atses.size());
        String customer = SampleTexts.CUSTOMERS.get(index % SampleTexts.CUSTOMERS.size());
        String number = index < SampleTexts.CUSTOMERS.size() ? "" : " " + (index / SampleTexts.CUSTOMERS.size() + 1);
        Integration.State state = state(index);
        Duration longest = Duration.ofHours(Math.min(72, size.days() * 12L));
        Instant since = size.until().minus(chance.between(Duration.ofHours(1), longest));
        String why = state == Integration.State.BLOCKED
                ? chance.weighted(SampleTexts.WALLS).reason()
                : "The customer changes its " + ats + " this week";
        return new SampleIntegration(
                tenant,
                ats.toLowerCase(Locale.ROOT) + ":" + chance.letters(24),
                customer + number + " (" + ats + ")",
                ats,
                state.word(),
                Optional.of(since).filter(stopped -> state != Integration.State.ACTIVE),
                Optional.of(why).filter(stopped -> state != Integration.State.ACTIVE),
                index % 4 == 3);
    }

    private static Integration.State state(int index) {
        if (index % 25 == 2) {
            return Integration.State.BLOCKED;
        }
        return index % 25 == 5 ? Integration.State.PAUSED : Integration.State.ACTIVE;
    }

    static final String INTEGRATION = """
            WITH made AS (
              INSERT INTO integration (tenant_id, id, label, connector, base_url, state, state_reason, state_since, cap, answer_within,
                call_timeout, retry_waits, retry_window, unsure_rule, unsure_wait, created_at)
              VALUES ($1, $2, $3, 'kombo', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
              ON CONFLICT DO NOTHING
              RETURNING tenant_id, id, created_at
            )
            INSERT INTO credential (tenant_id, integration_id, version, key_id, ciphertext, created_at)
            SELECT tenant_id, id, 1, 0, 'a sample: it opens nothing', created_at FROM made
            """;

    private static void store(Connection connection, SampleIntegration made, SampleSize size) throws SQLException {
        RetryPolicy retry = RetryPolicy.DEFAULT;
        Integration.Limits limits = Integration.Limits.DEFAULT;
        Timestamp start = Timestamp.from(size.until().minus(Duration.ofDays(size.days())));
        Array waits = connection.createArrayOf(
                "bigint", retry.waits().stream().map(Duration::toMillis).toArray());
        try (PreparedStatement statement = prepared(connection, INTEGRATION)) {
            statement.setLong(1, made.tenant());
            statement.setString(2, made.id());
            statement.setString(3, made.label());
            statement.setString(4, BASE_URL);
            statement.setString(5, made.state());
            statement.setString(6, made.stoppedBecause().orElse(null));
            statement.setTimestamp(7, made.stoppedSince().map(Timestamp::from).orElse(start));
            statement.setInt(8, limits.cap());
            statement.setLong(9, limits.answerWithin().toMillis());
            statement.setLong(10, limits.callTimeout().toMillis());
            statement.setArray(11, waits);
            statement.setLong(12, retry.window().toMillis());
            statement.setString(13, made.holdsUnsure() ? "hold" : "retry");
            statement.setLong(14, retry.unsureWait().toMillis());
            statement.setTimestamp(15, start);
            statement.executeUpdate();
        }
    }

    /** Values are numbered in all our statements, in their order; JDBC wants a question mark for each. */
    private static PreparedStatement prepared(Connection connection, String sql) throws SQLException {
        return connection.prepareStatement(sql.replaceAll("\\$\\d+", "?"));
    }
}
