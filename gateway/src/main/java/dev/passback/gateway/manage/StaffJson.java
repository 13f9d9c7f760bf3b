package dev.passback.gateway.manage;

import dev.passback.core.tenant.Tenant;
import dev.passback.db.staff.StaffAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A member of staff as it stands in answers. */
public final class StaffJson {

    private StaffJson() {}

    public static JsonObject of(StaffAccount account) {
        return new JsonObject()
                .put("name", account.name())
                .put("role", account.role().word())
                .put(
                        "tenants",
                        account.tenants()
                                .map(some -> new JsonArray(
                                        some.stream().map(Tenant::name).toList()))
                                .orElse(null))
                .put("sign_in", account.byProvider() ? "provider" : "password")
                .put("disabled", account.disabledAt().isPresent())
                .put("disabled_at", Times.of(account.disabledAt()))
                .put("locked_until", Times.of(account.lockedUntil()))
                .put("last_signed_in_at", Times.of(account.lastSignedInAt()))
                .put("created_at", Times.of(account.createdAt()))
                .put("version", account.version());
    }
}
