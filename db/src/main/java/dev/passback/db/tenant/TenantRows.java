package dev.passback.db.tenant;

import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.db.retention.Keeping;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of tenants to what people see, and back. */
final class TenantRows {

    private TenantRows() {}

    static TenantView view(Row row) {
        return new TenantView(
                new Tenant(new TenantId(row.getLong("id")), row.getString("name")),
                limits(row),
                Optional.ofNullable(row.getOffsetDateTime("suspended_at"))
                        .map(since -> new TenantView.Suspension(
                                since, Optional.ofNullable(row.getString("suspended_reason")))),
                new Keeping(
                        Optional.ofNullable(row.getInteger("keep_days")),
                        Optional.ofNullable(row.getInteger("keep_bodies_days"))),
                Optional.ofNullable(row.getOffsetDateTime("hold_since"))
                        .map(since -> new TenantView.Hold(since, row.getString("hold_reason"))),
                row.getOffsetDateTime("created_at"),
                row.getLong("version"));
    }

    static TenantLimits limits(Row row) {
        return new TenantLimits(
                Optional.ofNullable(row.getInteger("rate_per_second"))
                        .map(perSecond -> new TenantLimits.Rate(perSecond, row.getInteger("rate_burst"))),
                Optional.ofNullable(row.getLong("per_day")));
    }

    /** Requests per second, burst and submissions per day as the next three values of a statement. */
    static Tuple addTo(Tuple values, TenantLimits limits) {
        return values.addValue(limits.rate().map(TenantLimits.Rate::perSecond).orElse(null))
                .addValue(limits.rate().map(TenantLimits.Rate::burst).orElse(null))
                .addValue(limits.perDay().orElse(null));
    }

    static Long @Nullable [] numbers(Optional<Set<TenantId>> tenants) {
        return tenants.map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                .orElse(null);
    }
}
