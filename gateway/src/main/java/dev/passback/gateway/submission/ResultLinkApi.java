package dev.passback.gateway.submission;

import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.live.Changes;
import dev.passback.db.submission.FirstAnswer;
import dev.passback.db.submission.IdempotencyKey;
import dev.passback.db.submission.IdempotencyStore;
import dev.passback.db.submission.KeyTakenException;
import dev.passback.db.submission.NewSubmission;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionStore;
import dev.passback.gateway.delivery.DeliveryLoop;
import dev.passback.gateway.delivery.Slots;
import dev.passback.gateway.delivery.Waiters;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.Authentication;
import dev.passback.gateway.http.RequestId;
import dev.passback.gateway.http.SelfUrl;
import dev.passback.gateway.integration.IntegrationCache;
import dev.passback.gateway.limit.DayLimit;
import dev.passback.gateway.ops.Metrics;
import dev.passback.gateway.trace.AttemptTrace;
import dev.passback.gateway.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kombo-compatible door: a result link is checked, stored, sent at once if a slot is free, and answered. */
public final class ResultLinkApi {

    private static final Logger LOGGER = LoggerFactory.getLogger(ResultLinkApi.class);

    /** The engine behind the door. */
    public record Engine(
            SubmissionStore store,
            SubmissionHistory history,
            IntegrationCache integrations,
            Slots slots,
            DeliveryLoop loop,
            Waiters waiters,
            Changes changes) {}

    private final Vertx vertx;
    private final Engine engine;
    private final IdempotentRequests idempotent;
    private final DayLimit days;
    private final Metrics metrics;
    private final Tracing tracing;

    public ResultLinkApi(
            Vertx vertx, Engine engine, IdempotencyStore keys, DayLimit days, Metrics metrics, Tracing tracing) {
        this.vertx = vertx;
        this.engine = engine;
        this.idempotent = new IdempotentRequests(vertx, keys);
        this.days = days;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /** Answers a POST of a result link. After a 2xx the link is stored and will be sent. */
    public void submit(RoutingContext ctx, Target.Kind kind) {
        TenantId tenant = Authentication.caller(ctx).tenant().id();
        ResultLinkRequest request = ResultLinkRequest.read(ctx, kind);
        Optional<IdempotencyKey> key =
                IdempotentRequests.key(ctx.request().getHeader(IdempotentRequests.HEADER), request);
        IntegrationRef ref = new IntegrationRef(tenant, request.integrationId());
        engine.integrations
                .find(ref)
                .recover(down -> Future.failedFuture(ApiError.unavailable()))
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(ApiError.unknownIntegration(ref.id()))))
                .compose(ResultLinkApi::permitted)
                .compose(integration -> accept(ctx, submission(ctx, request, integration, key), request, integration))
                .onFailure(ctx::fail);
    }

    private static Future<Integration> permitted(Integration integration) {
        return integration.mayAddResultLinks()
                ? Future.succeededFuture(integration)
                : Future.failedFuture(ApiError.addingIsOff(integration.ref().id()));
    }

    private static NewSubmission submission(
            RoutingContext ctx, ResultLinkRequest request, Integration integration, Optional<IdempotencyKey> key) {
        SubmissionId id = RequestId.ours(ctx);
        Tracing.about(ctx, id.toString(), integration.ref().id());
        return new NewSubmission(
                id,
                integration.ref(),
                Authentication.caller(ctx).keyId(),
                request.target(),
                request.link(),
                integration.retry().window(),
                key,
                RequestId.of(ctx),
                Tracing.stored(ctx));
    }

    private Future<Void> accept(
            RoutingContext ctx, NewSubmission submission, ResultLinkRequest request, Integration integration) {
        ResultLinkAnswer words = new ResultLinkAnswer(submission.id(), SelfUrl.of(ctx, submission.id()), integration);
        boolean async = request.prefer().respondAsync();
        // Registered before it is stored: an attempt may be over before the acceptance is known here.
        Future<Standing> outcome =
                async ? Future.failedFuture("nobody waits") : outcome(submission, request, integration);
        return store(ctx, submission, integration)
                .compose(stored -> async ? Future.succeededFuture(words.stored()) : outcome.map(words::standing))
                .compose(answer -> remembered(submission, answer))
                .onSuccess(answer -> respond(ctx, submission.id(), answer))
                .<Void>mapEmpty()
                .recover(failure -> {
                    engine.waiters.forget(submission.id());
                    return switch (failure) {
                        case KeyTakenException taken -> replay(ctx, submission, request, integration);
                        case DayLimit.UsedUpException usedUp ->
                            replayed(submission)
                                    .compose(before -> before
                                            ? replay(ctx, submission, request, integration)
                                            : Future.failedFuture(days.refusal(ctx, usedUp)));
                        default -> Future.failedFuture(failure);
                    };
                });
    }

    /** What was stored before the limit was used up is answered as before. */
    private Future<Boolean> replayed(NewSubmission submission) {
        return submission
                .idempotency()
                .map(key -> idempotent.known(submission.integration().tenant(), key))
                .orElse(Future.succeededFuture(false));
    }

    private Future<Standing> outcome(NewSubmission submission, ResultLinkRequest request, Integration integration) {
        return engine.waiters
                .await(vertx, submission.integration().tenant(), submission.id(), request.within(integration))
                .compose(settled -> settled.map(Standing::after)
                        .map(Future::succeededFuture)
                        .orElseGet(() ->
                                look(submission.id(), submission.integration().tenant())));
    }

    /** The wait is over and this node knows of no outcome: the database may. It is stored, whatever happens here. */
    private Future<Standing> look(SubmissionId id, TenantId tenant) {
        return engine.history
                .find(id, Optional.of(Set.of(tenant)))
                .map(found -> found.map(Standing::of).orElseThrow())
                .otherwise(down -> Standing.stored("the ATS has not answered yet"));
    }

    private Future<FirstAnswer> remembered(NewSubmission submission, FirstAnswer answer) {
        return submission
                .idempotency()
                .map(key -> idempotent.remember(submission.integration().tenant(), key, answer))
                .orElse(Future.succeededFuture(answer));
    }

    private Future<Void> replay(
            RoutingContext ctx, NewSubmission submission, ResultLinkRequest request, Integration integration) {
        TenantId tenant = submission.integration().tenant();
        return idempotent
                .replay(tenant, submission.idempotency().orElseThrow(), request.within(integration), first -> {
                    String self = SelfUrl.of(ctx, first.submission());
                    ResultLinkAnswer words = new ResultLinkAnswer(first.submission(), self, integration);
                    return look(first.submission(), tenant).map(words::standing);
                })
                .onSuccess(first -> {
                    ctx.response().putHeader("Idempotency-Replayed", "true");
                    respond(ctx, first.submission(), first.answer());
                })
                .mapEmpty();
    }

    private static void respond(RoutingContext ctx, SubmissionId id, FirstAnswer answer) {
        ctx.response().putHeader("Passback-Submission-Id", id.toString());
        if (answer.status() == 202) {
            ctx.response()
                    .putHeader("Preference-Applied", "respond-async")
                    .putHeader(HttpHeaders.LOCATION, SelfUrl.of(ctx, id));
        }
        Answers.raw(ctx, answer.status(), Buffer.buffer(answer.body()));
    }

    private Future<Void> store(RoutingContext ctx, NewSubmission submission, Integration integration) {
        Caller caller = Authentication.caller(ctx);
        Span step = tracing.step("accept", Tracing.of(ctx));
        long begun = System.nanoTime();
        return days.spend(caller, () -> stored(submission, integration))
                .recover(failure -> Future.failedFuture(
                        failure instanceof KeyTakenException || failure instanceof DayLimit.UsedUpException
                                ? failure
                                : unstored(failure)))
                .onSuccess(done -> {
                    long took = System.nanoTime() - begun;
                    AttemptTrace.measured(
                            step, () -> metrics.accepted(caller.tenant().name(), took));
                    engine.changes.accepted(submission.integration().tenant());
                })
                .onComplete(done -> step.end());
    }

    /** With a free slot the submission is born claimed and sent now, while the caller waits; else the loop finds it. */
    private Future<Void> stored(NewSubmission submission, Integration integration) {
        if (integration.state() != Integration.State.ACTIVE) {
            return engine.store.accept(submission);
        }
        if (!engine.slots.takeDirect(integration)) {
            return engine.store.accept(submission).onSuccess(stored -> engine.loop.queued(integration.ref()));
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
}
