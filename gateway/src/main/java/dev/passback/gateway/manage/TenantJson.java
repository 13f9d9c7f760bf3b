package dev.passback.gateway.manage;

import dev.passback.core.tenant.TenantLimits;
import dev.passback.db.tenant.TenantView;
import io.vertx.core.json.JsonObject;

/** A tenant as it stands in answers. */
public final class TenantJson {

    private TenantJson() {}

    public static JsonObject of(TenantView view) {
        TenantLimits limits = view.limits();
        return new JsonObject()
                .put("name", view.tenant().name())
                .put("suspended", view.suspended().isPresent())
                .put("suspended_since", Times.of(view.suspended().map(TenantView.Suspension::since)))
                .put(
                        "suspended_reason",
                        view.suspended().flatMap(TenantView.Suspension::reason).orElse(null))
                .put(
                        TenantFields.RATE,
                        limits.rate().map(TenantLimits.Rate::perSecond).orElse(null))
                .put(
                        TenantFields.BURST,
                        limits.rate().map(TenantLimits.Rate::burst).orElse(null))
                .put(TenantFields.PER_DAY, limits.perDay().orElse(null))
                .put("keep_days", view.keeping().days().orElse(null))
                .put("keep_bodies_days", view.keeping().bodyDays().orElse(null))
                .put("legal_hold_since", Times.of(view.hold().map(TenantView.Hold::since)))
                .put(
                        "legal_hold_reason",
                        view.hold().map(TenantView.Hold::reason).orElse(null))
                .put("created_at", Times.of(view.createdAt()))
                .put("version", view.version());
    }
}
