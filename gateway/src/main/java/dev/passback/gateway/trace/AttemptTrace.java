package dev.passback.gateway.trace;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;

/** The spans of one attempt: {@code deliver}, and within it {@code call upstream} and {@code settle}. One step after the other. */
public final class AttemptTrace {

    private final Tracing tracing;
    private final Span whole;
    private final Context within;
    private Span step = Span.getInvalid();

    AttemptTrace(Tracing tracing, Span whole) {
        this.tracing = tracing;
        this.whole = whole;
        this.within = Context.root().with(whole);
    }

    /** The call begins; what the upstream is told of its trace. */
    public Optional<String> calling() {
        step = tracing.call(within);
        return Tracing.header(within.with(step));
    }

    /** The call is over, and what it came to is being written down. */
    public void answered(AttemptResult result) {
        result.answer().ifPresent(answer -> step.setAttribute(Tracing.STATUS, (long) answer.status()));
        String outcome = result.outcome().kind().word();
        whole.setAttribute("passback.outcome", outcome);
        if (!(result.outcome() instanceof Outcome.Accepted)) {
            step.setStatus(StatusCode.ERROR, outcome);
            whole.setStatus(StatusCode.ERROR, outcome);
        }
        step.end();
        step = tracing.step("settle", within);
    }

    /** All is over, well or not. */
    public void ended(boolean settled) {
        if (!settled) {
            step.setStatus(StatusCode.ERROR);
        }
        step.end();
        whole.end();
    }

    /** Does something that is measured, so that the measure has this trace as an example. */
    public void measured(Runnable measure) {
        measured(whole, measure);
    }

    /** Does something that is measured, so that the measure has the span's trace as an example. */
    public static void measured(Span span, Runnable measure) {
        if (!span.isRecording()) {
            measure.run();
            return;
        }
        try (Scope current = span.makeCurrent()) {
            measure.run();
        }
    }
}
