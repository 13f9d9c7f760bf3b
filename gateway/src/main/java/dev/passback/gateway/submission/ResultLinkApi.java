package dev.passback.gateway.submission;

import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.Caller;
import dev.passback.db.submission.NewSubmission;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionStore;
import dev.passback.gateway.delivery.DeliveryLoop;
import dev.passback.gateway.delivery.Settled;
import dev.passback.gateway.delivery.Slots;
import dev.passback.gateway.delivery.Waiters;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.Authentication;
import dev.passback.gateway.integration.IntegrationCache;
import dev.passback.gateway.ops.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kombo-compatible door: a result link is checked, stored, sent at once if a slot is free, and answered. */
public final class ResultLinkApi {

    /** The engine behind the door. */
    public record Engine(
            SubmissionStore store,
            SubmissionHistory history,
            IntegrationCache integrations,
            Slots slots,
            DeliveryLoop loop,
            Waiters waiters) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(ResultLinkApi.class);

    private final Vertx vertx;
    private final Engine engine;
    private final Metrics metrics;

    public ResultLinkApi(Vertx vertx, Engine engine, Metrics metrics) {
        this.vertx = vertx;
        this.engine = engine;
        this.metrics = metrics;
    }

    /** Answers a POST of a result link. After a 2xx the link is stored and will be sent. */
    public void submit(RoutingContext ctx, Target.Kind kind) {
        Caller caller = Authentication.caller(ctx);
        ResultLinkRequest request = ResultLinkRequest.read(ctx, kind);
        IntegrationRef ref = new IntegrationRef(caller.tenant().id(), request.integrationId());
        engine.integrations
                .find(ref)
                .recover(down -> Future.failedFuture(ApiError.unavailable()))
                .compose(found -> found.map(integration -> accept(ctx, caller, request, integration))
                        .orElseGet(() -> Future.failedFuture(ApiError.unknownIntegration(ref.id()))))
                .onFailure(ctx::fail);
    }

    private Future<Void> accept(RoutingContext ctx, Caller caller, ResultLinkRequest request, Integration integration) {
        NewSubmission submission = new NewSubmission(
                SubmissionId.next(),
                integration.ref(),
                caller.keyId(),
                request.target(),
                request.link(),
                integration.retry().window());
        ResultLinkAnswer answer = new ResultLinkAnswer(ctx, submission.id(), integration);
        if (request.prefer().respondAsync()) {
            return store(submission, integration).onSuccess(stored -> answer.stored());
        }
        // Registered before it is stored: an attempt may be over before the acceptance is known here.
        Future<Optional<Settled>> outcome = engine.waiters.await(vertx, submission.id(), within(request, integration));
        return store(submission, integration)
                .onFailure(failure -> engine.waiters.forget(submission.id()))
                .compose(stored -> outcome)
                .compose(settled -> settled.map(Standing::after)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> look(submission)))
                .onSuccess(answer::standing)
                .mapEmpty();
    }

    /** The wait is over and this node knows of no outcome: the database may. It is stored, whatever happens here. */
    private Future<Standing> look(NewSubmission submission) {
        return engine.history
                .find(
                        submission.id(),
                        Optional.of(Set.of(submission.integration().tenant())))
                .map(found -> found.map(Standing::of).orElseThrow())
                .otherwise(down -> Standing.stored("the ATS has not answered yet"));
    }

    /** With a free slot the submission is born claimed and sent now, while the caller waits; else the loop finds it. */
    private Future<Void> store(NewSubmission submission, Integration integration) {
        return stored(submission, integration)
                .recover(failure -> Future.failedFuture(unstored(failure)))
                .onSuccess(done -> metrics.accepted());
    }

    private Future<Void> stored(NewSubmission submission, Integration integration) {
        boolean atOnce = integration.state() == Integration.State.ACTIVE && engine.slots.takeDirect(integration);
        if (!atOnce) {
            return engine.store.accept(submission);
        }
        long claimedAt = System.nanoTime();
        return engine.store
                .acceptAndClaim(submission, integration.limits().lease())
                .onFailure(failure -> engine.slots.giveBackDirect(integration.ref()))
                .onSuccess(claimed -> engine.loop.first(claimed, integration, claimedAt))
                .mapEmpty();
    }

    private ApiError unstored(Throwable failure) {
        metrics.unstored();
        // Debug only: in an outage this comes with every request; the loops say once that the database is away.
        LOGGER.atDebug().addKeyValue("error", failure.toString()).log("a result link could not be stored");
        return ApiError.unavailable();
    }

    private static Duration within(ResultLinkRequest request, Integration integration) {
        Duration wished = request.prefer().within().orElse(integration.limits().answerWithin());
        return wished.compareTo(Integration.Limits.LONGEST_WAIT) > 0 ? Integration.Limits.LONGEST_WAIT : wished;
    }
}
