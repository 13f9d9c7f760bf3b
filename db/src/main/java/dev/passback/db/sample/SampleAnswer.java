package dev.passback.db.sample;

import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.VerdictTable;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream says, or that it says nothing.
 *
 * @param weight how often, against the others of its kind
 * @param status nothing where no answer came
 * @param message may hold {@code {target}}, {@code {ats}} and {@code {number}}
 */
record SampleAnswer(
        int weight,
        @Nullable Integer status,
        @Nullable String code,
        @Nullable String title,
        @Nullable String message,
        @Nullable String silence) {

    static SampleAnswer success() {
        return new SampleAnswer(1, 200, null, null, null, null);
    }

    static SampleAnswer error(int weight, int status, @Nullable String code, String title, String message) {
        return new SampleAnswer(weight, status, code, title, message, null);
    }

    static SampleAnswer silence(int weight, String why) {
        return new SampleAnswer(weight, null, null, null, null, why);
    }

    /** An answer that is none of the upstream's own, such as a load balancer's. */
    static SampleAnswer foreign(int weight, int status) {
        return new SampleAnswer(weight, status, null, null, null, null);
    }

    boolean isError() {
        return message != null;
    }

    boolean succeeded() {
        return status != null && status == 200;
    }

    /** As the verdict table judges it; silence is judged by whether the request had left. */
    OutcomeKind outcome() {
        if (status == null) {
            return silence != null && silence.startsWith("no connection") ? OutcomeKind.NOT_TAKEN : OutcomeKind.UNSURE;
        }
        return succeeded() ? OutcomeKind.ACCEPTED : VerdictTable.judge(code, status, isError());
    }

    String reason() {
        if (silence != null) {
            return silence;
        }
        if (succeeded()) {
            return "the upstream took it";
        }
        String what = code != null
                ? code
                : isError() ? "with an error that has no code" : "with something that is no answer of Kombo";
        return "the upstream answered " + status + " " + what;
    }

    SampleAnswer filled(String target, String ats, int number) {
        return message == null
                ? this
                : new SampleAnswer(
                        weight,
                        status,
                        code,
                        title,
                        message.replace("{target}", target)
                                .replace("{ats}", ats)
                                .replace("{number}", "" + number),
                        null);
    }
}
