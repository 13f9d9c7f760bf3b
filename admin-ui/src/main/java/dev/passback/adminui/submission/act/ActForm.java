package dev.passback.adminui.submission.act;

import dev.passback.adminui.page.FormText;
import dev.passback.db.submission.SubmissionView;
import io.vertx.core.http.HttpServerRequest;

/**
 * What somebody filled in to do an act.
 *
 * @param reason on one line; empty when none was given
 * @param confirmed whether the box was ticked
 */
public record ActForm(ActKind kind, String reason, boolean confirmed) {

    /** In characters; what is longer is cut. */
    public static final int LONGEST_REASON = FormText.LONGEST_LINE;

    /** The name of the field for the reason. */
    public static final String REASON = "reason";

    /** The name of the box. */
    public static final String CONFIRMED = "confirmed";

    public static ActForm read(HttpServerRequest request, ActKind kind) {
        return new ActForm(
                kind, FormText.line(request.getFormAttribute(REASON)), request.getFormAttribute(CONFIRMED) != null);
    }

    /** Whether it says all that is asked of this act on this submission. */
    public boolean isComplete(SubmissionView view) {
        return !lacksReason() && !lacksConfirmation(view);
    }

    boolean lacksReason() {
        return kind.needsReason() && reason.isEmpty();
    }

    boolean lacksConfirmation(SubmissionView view) {
        return kind.confirmation(view).isPresent() && !confirmed;
    }
}
