package dev.passback.gateway.limit;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.Authentication;
import dev.passback.gateway.ops.Metrics;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;

/**
 * Filter behind {@link Authentication}: answers 429 to what exceeds a tenant's requests per second, over all nodes and keys, and tells
 * tenants with a limit how it stands. A tenant without limits costs neither a query nor a lock.
 */
public final class RateLimit implements SecurityPolicyHandler {

    private final Allowances allowances;
    private final Metrics metrics;

    public RateLimit(Allowances allowances, Metrics metrics) {
        this.allowances = allowances;
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Caller caller = Authentication.caller(ctx);
        if (caller.limits().none()) {
            ctx.next();
            return;
        }
        Future<Verdict> verdict = verdict(caller);
        if (verdict.isComplete()) {
            verdict.onSuccess(known -> decide(ctx, caller, known)).onFailure(down -> ctx.fail(ApiError.unavailable()));
            return;
        }
        HttpServerRequest request = ctx.request().pause();
        verdict.onSuccess(told -> {
                    request.resume();
                    decide(ctx, caller, told);
                })
                .onFailure(down -> {
                    request.resume();
                    ctx.fail(ApiError.unavailable());
                });
    }

    /** Of the rate; where only days are limited nothing is taken, and the headers tell of the day. */
    private Future<Verdict> verdict(Caller caller) {
        return caller.limits()
                .rate()
                .map(rate -> allowances.requests(caller.tenant().id()).take(mostAhead(rate)))
                .orElseGet(() -> allowances.links(caller.tenant().id()).look());
    }

    /** A quarter of a second's. */
    static int mostAhead(TenantLimits.Rate rate) {
        return Math.max(1, rate.perSecond() / 4);
    }

    private void decide(RoutingContext ctx, Caller caller, Verdict verdict) {
        LimitHeaders.put(ctx.response(), verdict);
        if (verdict.passed()) {
            ctx.next();
        } else {
            metrics.limited("requests");
            ctx.fail(refusal(caller.limits(), verdict));
        }
    }

    private static ApiError refusal(TenantLimits limits, Verdict verdict) {
        String rate = limits.rate()
                .map(it -> it.perSecond() + " requests a second, and " + it.burst() + " at once after a quiet time")
                .orElse("fewer requests");
        return ApiError.limited(
                "Too many requests.",
                "This tenant may make " + rate + ", with all its keys together. Nothing was stored; try again in "
                        + verdict.resetSeconds() + " s.",
                verdict.resetSeconds());
    }
}
