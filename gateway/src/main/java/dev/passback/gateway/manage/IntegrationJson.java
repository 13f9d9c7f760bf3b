package dev.passback.gateway.manage;

import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.db.integration.IntegrationView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/** An integration as it stands in answers: of its credential, the number and the age. */
public final class IntegrationJson {

    private IntegrationJson() {}

    public static JsonObject of(IntegrationView view) {
        Integration integration = view.integration();
        RetryPolicy retry = integration.retry();
        return new JsonObject()
                .put("id", integration.ref().id())
                .put("tenant", view.tenant())
                .put(IntegrationFields.LABEL, integration.label())
                .put(IntegrationFields.CONNECTOR, integration.connector())
                .put(IntegrationFields.BASE_URL, integration.baseUrl().toString())
                .put("state", integration.state().word())
                .put("state_reason", view.stateReason().orElse(null))
                .put("state_since", Times.of(view.stateSince()))
                .put(IntegrationFields.CAP, integration.limits().cap())
                .put("cap_now", view.capNow().orElse(integration.limits().cap()))
                .put(IntegrationFields.WAIT, integration.limits().answerWithin().toMillis())
                .put(
                        IntegrationFields.CALL_TIMEOUT,
                        integration.limits().callTimeout().toMillis())
                .put(
                        IntegrationFields.RETRY_WAITS,
                        new JsonArray(
                                retry.waits().stream().map(Duration::toMillis).toList()))
                .put(IntegrationFields.RETRY_WINDOW, retry.window().toMillis())
                .put(IntegrationFields.UNSURE, retry.unsure().name().toLowerCase(Locale.ROOT))
                .put(IntegrationFields.UNSURE_WAIT, retry.unsureWait().toMillis())
                .put(IntegrationFields.MAY_ADD, integration.mayAddResultLinks())
                .put("credential_version", view.credentialVersion())
                .put("credential_since", Times.of(view.credentialSince()))
                .put("created_at", Times.of(view.createdAt()))
                .put("version", view.version());
    }
}
