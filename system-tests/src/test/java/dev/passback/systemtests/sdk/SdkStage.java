package dev.passback.systemtests.sdk;

import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.gateway.sandbox.ledger.Call;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A running Passback for the tests of the SDK; one serves them all. */
record SdkStage(Stage stage, Serving serving) implements AutoCloseable {

    /** The integration of whatever does not block it. Its callers wait a second. */
    static final String INTEGRATION = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";

    /** Statuses whose natural code blocks an integration, so each has one of its own. */
    static final List<Integer> BLOCKING = List.of(401, 403, 404, 409);

    /** Hands it to tests that have it as a parameter; it ends with the last of them. */
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SdkStage.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(SdkStage.class))
                    .computeIfAbsent(SdkStage.class, absent -> set(), SdkStage.class);
        }
    }

    private static SdkStage set() {
        try {
            SdkDriver.installIfAbsent();
            Stage stage = Stage.set(SdkIT.class);
            stage.integration(INTEGRATION, "--wait", "1s", "--call-timeout", "5s");
            for (int status : BLOCKING) {
                stage.integration(blockedBy(status), "--wait", "1s");
            }
            return new SdkStage(stage, stage.installation().serve());
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }

    static String blockedBy(int status) {
        return "blocked:" + status;
    }

    /** What a developer gives the SDK: the address, the key, and the integration that is meant. */
    JsonObject options(String integration) {
        return new JsonObject()
                .put("server_url", serving.api())
                .put("api_key", stage.installation().key())
                .put("integration_id", integration);
    }

    JsonObject options() {
        return options(INTEGRATION);
    }

    /** The address without its {@code /v1}. */
    String bareAddress() {
        return serving.api().replaceFirst("/v1$", "");
    }

    /** The calls that reached the upstream for this target. */
    List<Call> calls(String target) {
        Sandbox sandbox = stage.sandbox();
        return sandbox.calls().stream()
                .filter(call -> call.target().id().equals(target))
                .toList();
    }

    @Override
    public void close() throws TimeoutException {
        serving.close();
        stage.close();
    }
}
