package dev.passback.adminui.submission.act;

import dev.passback.adminui.page.Flash;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.Act;
import dev.passback.db.submission.SubmissionActions;
import dev.passback.db.submission.SubmissionView;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;

/** The acts, in the order in which the page offers them. */
public enum ActKind {
    SEND_AGAIN("send again", "Send again", Flash.SENT_AGAIN, Flash.NOT_SENT_AGAIN),
    RELEASE("release", "Release", Flash.RELEASED, Flash.NOT_RELEASED),
    HOLD("hold", "Hold", Flash.HELD, Flash.NOT_HELD),
    MARK_DELIVERED("mark as delivered", "Mark as delivered", Flash.MARKED_DELIVERED, Flash.NOT_MARKED_DELIVERED),
    CANCEL("cancel", "Cancel this submission", Flash.CANCELLED, Flash.NOT_CANCELLED);

    private final String word;
    private final String title;
    private final Flash done;
    private final Flash unchanged;

    ActKind(String word, String title, Flash done, Flash unchanged) {
        this.word = word;
        this.title = title;
        this.done = done;
        this.unchanged = unchanged;
    }

    /** The word of the audit log, such as {@code mark as delivered}. */
    public String word() {
        return word;
    }

    /** The words of its button. */
    public String title() {
        return title;
    }

    /** The end of its address, such as {@code mark-delivered}; the ids of its form's fields end so too. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it can change a submission in this state; to send again what is due already changes nothing all the same. */
    public boolean worksIn(SubmissionState state) {
        return switch (state) {
            case QUEUED -> this != RELEASE;
            case HELD -> this != HOLD;
            case REJECTED, EXPIRED, CANCELLED -> this == SEND_AGAIN || this == MARK_DELIVERED;
            case SENDING, DELIVERED -> false;
        };
    }

    /** Whether one must say why. */
    public boolean needsReason() {
        return this == MARK_DELIVERED;
    }

    /** What one must tick first, if anything. */
    public Optional<String> confirmation(SubmissionView view) {
        return switch (this) {
            case SEND_AGAIN, RELEASE ->
                Optional.of("I know that the ATS may show it twice then").filter(doubling -> view.mayHaveArrived());
            case CANCEL -> Optional.of("Yes, this result shall not go to the ATS");
            case HOLD, MARK_DELIVERED -> Optional.empty();
        };
    }

    /** Does it. What was done is said next, or that nothing was changed, and why. */
    public Future<Flash> make(SubmissionActions actions, SubmissionView view, Act act) {
        return change(actions, view.line().tenant().id(), view.line().id(), act)
                .map(changed -> changed ? done : unchanged);
    }

    private Future<Boolean> change(SubmissionActions actions, TenantId tenant, SubmissionId id, Act act) {
        return switch (this) {
            case SEND_AGAIN -> actions.sendAgain(tenant, id, act);
            case RELEASE -> actions.release(tenant, id, act);
            case HOLD -> actions.hold(tenant, id, act);
            case MARK_DELIVERED -> actions.markDelivered(tenant, id, act);
            case CANCEL -> actions.cancel(tenant, id, act);
        };
    }

    /** What is said where it can change nothing any more. */
    public Flash unchanged() {
        return unchanged;
    }
}
