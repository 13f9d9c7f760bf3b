package dev.passback.gateway.manage;

import dev.passback.core.tenant.ManagementScope;
import dev.passback.core.tenant.Scope;
import dev.passback.db.tenant.KeyView;
import dev.passback.db.tenant.ManagementKeyView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Keys as they stand in answers: all but the secret. */
public final class KeyJson {

    private KeyJson() {}

    public static JsonObject of(KeyView view) {
        return new JsonObject()
                .put("id", view.id())
                .put("label", view.label())
                .put(
                        "scopes",
                        new JsonArray(
                                view.scopes().stream().map(Scope::word).sorted().toList()))
                .put("usable", view.usable())
                .put("created_at", Times.of(view.createdAt()))
                .put("expires_at", Times.of(view.expiresAt()))
                .put("revoked_at", Times.of(view.revokedAt()))
                .put("last_used_at", Times.of(view.lastUsedAt()))
                .put("replaced_by", view.replacedBy().orElse(null));
    }

    public static JsonObject of(ManagementKeyView view) {
        return new JsonObject()
                .put("id", view.id())
                .put("label", view.label())
                .put(
                        "scopes",
                        new JsonArray(view.scopes().stream()
                                .map(ManagementScope::word)
                                .sorted()
                                .toList()))
                .put("usable", view.usable())
                .put("created_at", Times.of(view.createdAt()))
                .put("expires_at", Times.of(view.expiresAt()))
                .put("revoked_at", Times.of(view.revokedAt()))
                .put("last_used_at", Times.of(view.lastUsedAt()));
    }
}
