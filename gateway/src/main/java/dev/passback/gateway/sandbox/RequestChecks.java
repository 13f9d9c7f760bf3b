package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.reaction.KomboError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;

/** The checks that Kombo makes before it turns to the body, in its order: key, integration named, integration known. */
final class RequestChecks {

    static final String INTEGRATION = "X-Integration-Id";

    private static final String SCHEME = "bearer ";

    private final Accounts accounts;

    RequestChecks(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The key that the caller shows; empty where there is none. */
    static String key(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
        return bearer ? header.substring(SCHEME.length()).strip() : "";
    }

    /** The integration that the caller names; empty where there is none. */
    static String integration(HttpServerRequest request) {
        String header = request.getHeader(INTEGRATION);
        return header == null ? "" : header;
    }

    Optional<KomboError> keyProblem(String key) {
        return accounts.knows(key)
                ? Optional.empty()
                : Optional.of(KomboError.of(
                        401, "PLATFORM.AUTHENTICATION_INVALID", "The API key is missing, unknown or expired."));
    }

    Optional<KomboError> integrationProblem(String key, String integration) {
        if (integration.isEmpty()) {
            return Optional.of(KomboError.inputInvalid("The header " + INTEGRATION + " is missing."));
        }
        return accounts.mayUse(key, integration)
                ? Optional.empty()
                : Optional.of(KomboError.of(
                        404,
                        "PLATFORM.INTEGRATION_NOT_FOUND",
                        "The integration \"" + integration + "\" was not found in this environment."));
    }
}
