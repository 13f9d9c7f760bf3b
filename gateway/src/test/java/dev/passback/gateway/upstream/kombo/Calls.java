package dev.passback.gateway.upstream.kombo;

import dev.passback.core.credential.Secret;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.TenantId;
import dev.passback.gateway.sandbox.Accounts;
import dev.passback.gateway.upstream.Authorities;
import dev.passback.gateway.upstream.Connector.Parcel;
import dev.passback.gateway.upstream.OutboundAddresses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes calls as the delivery engine does: on a context of Vert.x, with a connector that may call this machine. */
record Calls(Vertx vertx, KomboConnector connector, Duration callTimeout) {

    static final String INTEGRATION = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    static final String BODY = "{\"label\":\"Score\",\"url\":\"https://example.com/r/1\"}";
    static final Duration PATIENT = Duration.ofSeconds(20);

    private static final int LONGEST_SECONDS = 30;

    static Calls with(Vertx vertx, Duration callTimeout) {
        return new Calls(vertx, connector(vertx, Set.of("127.0.0.1")), callTimeout);
    }

    static KomboConnector connector(Vertx vertx, Set<String> allowed) {
        return new KomboConnector(vertx, new OutboundAddresses(vertx, allowed), Authorities.STANDARD);
    }

    /** What a call to this candidate comes to. */
    AttemptResult send(String baseUrl, String candidate) {
        return send(baseUrl, new Target(Target.Kind.CANDIDATE, candidate), BODY);
    }

    AttemptResult send(String baseUrl, Target target, String body) {
        return await(begin(baseUrl, target, body));
    }

    Future<AttemptResult> begin(String baseUrl, Target target, String body) {
        Parcel parcel = new Parcel(
                integration(URI.create(baseUrl)), new Secret(Accounts.DEFAULT_KEY), target, body, Optional.empty());
        Promise<AttemptResult> result = Promise.promise();
        vertx.runOnContext(here -> connector.send(parcel).onComplete(result));
        return result.future();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("nothing came of it within " + LONGEST_SECONDS + " s", late);
        }
    }

    private Integration integration(URI baseUrl) {
        return new Integration(
                new IntegrationRef(new TenantId(1), INTEGRATION),
                "Acme",
                "kombo",
                baseUrl,
                Integration.State.ACTIVE,
                new Integration.Limits(20, Duration.ofSeconds(10), callTimeout),
                RetryPolicy.DEFAULT);
    }
}
