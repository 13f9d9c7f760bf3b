package dev.passback.gateway.limit;

import dev.passback.core.tenant.Caller;
import dev.passback.db.Batch;
import dev.passback.db.Failures;
import dev.passback.db.submission.KeyTakenException;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.ops.Metrics;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * Lets a tenant store no more result links in a day of UTC than its limit. Only what is stored counts; where nobody knows whether it
 * was, it counts.
 */
public final class DayLimit {

    // In bulk, but not so much that what a node that dies has in hand would be missed.
    private static final int MOST_AHEAD = 100;

    private final Allowances allowances;
    private final Metrics metrics;

    public DayLimit(Allowances allowances, Metrics metrics) {
        this.allowances = allowances;
        this.metrics = metrics;
    }

    /** Stores a link of the caller's, or fails with {@link UsedUpException} and stores nothing. */
    public <T> Future<T> spend(Caller caller, Supplier<Future<T>> store) {
        if (caller.limits().perDay().isEmpty()) {
            return store.get();
        }
        Allowance allowance = allowances.links(caller.tenant().id());
        return allowance
                .take(MOST_AHEAD)
                .compose(verdict -> verdict.passed()
                        ? store.get().onFailure(failure -> giveBack(allowance, verdict, failure))
                        : Future.failedFuture(new UsedUpException(verdict)));
    }

    private static void giveBack(Allowance allowance, Verdict verdict, Throwable failure) {
        if (failure instanceof KeyTakenException
                || failure instanceof Batch.FullException
                || Failures.isRefused(failure)) {
            allowance.giveBack(verdict);
        }
    }

    /** The answer to a link that was not stored. */
    public ApiError refusal(RoutingContext ctx, UsedUpException usedUp) {
        Verdict verdict = usedUp.verdict;
        LimitHeaders.put(ctx.response(), verdict);
        metrics.limited("links");
        return ApiError.limited(
                "Too many result links today.",
                "This tenant may send " + verdict.limit() + " result links a day, with all its keys together, and has. "
                        + "Nothing was stored; the next day (UTC) begins in " + verdict.resetSeconds() + " s.",
                verdict.resetSeconds());
    }

    /** The day's limit is used up. */
    public static final class UsedUpException extends RuntimeException {

        private final transient Verdict verdict;

        UsedUpException(Verdict verdict) {
            // no stack trace: it is an answer, not a fault
            super("the day's limit is used up", null, false, false);
            this.verdict = verdict;
        }
    }
}
