package dev.passback.db.submission;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.query.QueryKey;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The way from what somebody typed to a filter. Names of tenants and integrations and codes with a {@code *} are looked up first: the
 * planner then knows how much there is of each.
 */
public final class SubmissionFilters {

    private static final int FEW = 1_000;

    private final Pool pool;

    public SubmissionFilters(Pool pool) {
        this.pool = pool;
    }

    /**
     * A filter for a query.
     *
     * @param tenants whose submissions the person who asks may see; nothing means everybody's. What belongs to others is not found by name
     *     either
     */
    public Future<SubmissionFilter> of(SubmissionQuery query, Optional<Set<TenantId>> tenants) {
        Future<Optional<List<TenantId>>> wanted = tenants(query.values(QueryKey.TENANT));
        Future<Optional<List<TenantId>>> unwanted = tenants(query.unwanted(QueryKey.TENANT));
        Future<Optional<Integrations>> integrations = integrations(query.values(QueryKey.INTEGRATION), tenants);
        Future<Optional<Integrations>> others = integrations(query.unwanted(QueryKey.INTEGRATION), tenants);
        Future<Optional<List<String>>> codes = codes(query.values(QueryKey.CODE));
        Future<Optional<List<String>>> otherCodes = codes(query.unwanted(QueryKey.CODE));
        Future<Optional<List<UUID>>> warned = warned(query.values(QueryKey.WARNING));
        return Future.all(List.of(wanted, unwanted, integrations, others, codes, otherCodes, warned))
                .map(all -> new SubmissionFilter(
                        tenants,
                        query,
                        new QueryNames(
                                wanted.result(),
                                unwanted.result(),
                                integrations.result().map(Integrations::meant),
                                others.result().map(Integrations::meant),
                                integrations
                                        .result()
                                        .filter(Integrations::mixed)
                                        .isPresent(),
                                codes.result(),
                                otherCodes.result(),
                                warned.result())));
    }

    static final String TENANTS = "SELECT id FROM tenant WHERE lower(name) = ANY ($1)";

    private Future<Optional<List<TenantId>>> tenants(List<String> names) {
        if (names.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        String[] lower =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toArray(String[]::new);
        return pool.preparedQuery(TENANTS)
                .execute(Tuple.tuple().addValue(lower))
                .map(rows -> Optional.of(
                        stream(rows).map(row -> new TenantId(row.getLong(0))).toList()));
    }

    /** Those that are meant, and whether others cannot be told from them by id and tenant alone. */
    private record Integrations(List<IntegrationRef> meant, boolean mixed) {}

    // With those that only share an id with one that is meant: then ids alone do not tell which are meant.
    static final String INTEGRATIONS = """
            WITH meant AS (
              SELECT tenant_id, id FROM integration
              WHERE ($2::bigint[] IS NULL OR tenant_id = ANY ($2)) AND (id ILIKE ANY ($1) OR label ILIKE ANY ($1)))
            SELECT i.tenant_id, i.id, (i.tenant_id, i.id) IN (SELECT tenant_id, id FROM meant) AS meant
            FROM integration i
            WHERE i.id IN (SELECT id FROM meant)
            """;

    private Future<Optional<Integrations>> integrations(List<String> names, Optional<Set<TenantId>> tenants) {
        if (names.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        String[] patterns = names.stream().map(TextCriteria::pattern).toArray(String[]::new);
        return pool.preparedQuery(INTEGRATIONS)
                .execute(Tuple.tuple().addValue(patterns).addValue(numbers(tenants)))
                .map(rows -> {
                    List<Row> meant =
                            stream(rows).filter(row -> row.getBoolean("meant")).toList();
                    return Optional.of(new Integrations(
                            meant.stream()
                                    .map(row -> new IntegrationRef(
                                            new TenantId(row.getLong("tenant_id")), row.getString("id")))
                                    .toList(),
                            meant.size() < rows.size()));
                });
    }

    // From each code to the next one in the index, so that it costs as much as there are codes. What upstreams say is
    // bounded here.
    static final String CODES = """
            SELECT code FROM (
              WITH RECURSIVE known AS (
                (SELECT last_code COLLATE "C" AS code FROM submission WHERE last_code IS NOT NULL
                 ORDER BY last_code COLLATE "C" LIMIT 1)
                UNION ALL
                SELECT (SELECT s.last_code COLLATE "C" FROM submission s
                        WHERE s.last_code COLLATE "C" > known.code ORDER BY s.last_code COLLATE "C" LIMIT 1)
                FROM known WHERE known.code IS NOT NULL)
              SELECT code FROM known WHERE code IS NOT NULL LIMIT 2000) codes
            """;

    private Future<Optional<List<String>>> codes(List<String> patterns) {
        if (patterns.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        Pattern sought = Pattern.compile(
                patterns.stream().map(SubmissionFilters::expression).collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE);
        return pool.preparedQuery(CODES).execute().map(rows -> {
            List<String> found = new ArrayList<>();
            stream(rows)
                    .map(row -> row.getString(0))
                    .filter(code -> sought.matcher(code).matches())
                    .forEach(found::add);
            return Optional.of(List.copyOf(found));
        });
    }

    private static final String WARNED = "SELECT w.submission_id FROM warning w WHERE %1$s LIMIT %2$s";

    private Future<Optional<List<UUID>>> warned(List<String> said) {
        if (said.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        // an OR of its own for each: an index serves that
        Where where = new Where()
                .and(
                        "(" + String.join(" OR ", Collections.nCopies(said.size(), "w.message ILIKE ?")) + ")",
                        said.stream().map(TextCriteria::pattern).toArray());
        return pool.preparedQuery(WARNED.formatted(where.sql(), where.next(FEW + 1)))
                .execute(where.values())
                .map(rows -> rows.size() > FEW
                        ? Optional.empty()
                        : Optional.of(stream(rows).map(row -> row.getUUID(0)).toList()));
    }

    private static String expression(String pattern) {
        return Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private static Long @Nullable [] numbers(Optional<Set<TenantId>> tenants) {
        return tenants.map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                .orElse(null);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
