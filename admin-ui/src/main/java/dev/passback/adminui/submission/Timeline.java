package dev.passback.adminui.submission;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Moment;
import dev.passback.core.submission.SubmissionState;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that happened to a submission, and what is to come, in its order. */
public record Timeline(List<Event> events) {

    /** How many attempts are shown with what came back; of earlier ones only the outcome is. */
    static final int ANSWERS_SHOWN = 20;

    /** Something that happened, or will. */
    public sealed interface Event {
        Moment at();
    }

    /**
     * Stored; the tenant was told so.
     *
     * @param by the request that brought it
     */
    public record Accepted(Moment at, SubmissionView.CameBy by) implements Event {}

    /**
     * One call.
     *
     * @param late when its outcome came after all, if that was too late
     */
    public record Attempted(Moment at, AttemptDetail detail, Optional<Late> late) implements Event {}

    /**
     * What came of a call when its attempt had been taken over.
     *
     * @param attempt its number
     * @param judged what the attempt had been judged before: the end of a sentence
     */
    public record Late(Moment at, int attempt, Badge badge, String reason, String judged) implements Event {}

    /**
     * What a person did.
     *
     * @param job where the job is by which it was done
     */
    public record Acted(Moment at, String who, String act, Optional<String> reason, Optional<String> job)
            implements Event {}

    /**
     * Over.
     *
     * @param after how long since it was accepted
     */
    public record Settled(Moment at, Badge state, Duration after) implements Event {}

    /**
     * To be sent.
     *
     * @param heldUp whether its integration must be released first
     */
    public record Due(Moment at, boolean heldUp) implements Event {}

    public Timeline {
        events = List.copyOf(events);
    }

    static Timeline of(SubmissionView view, boolean revealed, Instant now) {
        SubmissionLine line = view.line();
        List<Event> past = new ArrayList<>();
        past.add(new Accepted(Moment.of(line.acceptedAt(), now), view.cameBy()));
        int total = view.attempts().size();
        for (int i = 0; i < total; i++) {
            SubmissionView.AttemptLine attempt = view.attempts().get(i);
            Optional<Late> late = attempt.late().map(outcome -> late(attempt, outcome, now));
            past.add(new Attempted(
                    Moment.of(attempt.begunAt(), now),
                    AttemptDetail.of(
                            attempt, change(view, i, revealed), view.warnings(), revealed, i >= total - ANSWERS_SHOWN),
                    late));
            late.ifPresent(past::add);
        }
        view.acts().forEach(act -> past.add(acted(act, now)));
        // stable: the acceptance and an attempt begun with it share one instant
        past.sort(Comparator.comparing(event -> event.at().at()));
        line.settledAt().ifPresent(at -> past.add(settled(line, Moment.of(at, now))));
        line.dueAt()
                .filter(due -> line.state() == SubmissionState.QUEUED)
                .ifPresent(due -> past.add(new Due(Moment.of(due, now), view.isHeldUp())));
        return new Timeline(past);
    }

    /** What changed from the attempt before, where its answer is shown too. */
    private static Optional<AnswerChange> change(SubmissionView view, int index, boolean revealed) {
        return index == 0 || index <= view.attempts().size() - ANSWERS_SHOWN
                ? Optional.empty()
                : AnswerChange.of(
                        view.attempts().get(index - 1), view.attempts().get(index), revealed);
    }

    private static Late late(SubmissionView.AttemptLine attempt, SubmissionView.LateOutcome late, Instant now) {
        return new Late(
                Moment.of(late.at(), now),
                attempt.no(),
                Looks.of(late.outcome()),
                late.reason(),
                attempt.end()
                        .map(end -> "judged " + Looks.of(end.outcome()).word().toLowerCase(Locale.ROOT))
                        // whoever takes it over judges it a moment later
                        .orElse("taken over"));
    }

    private static Event acted(SubmissionView.ActLine act, Instant now) {
        return new Acted(
                Moment.of(act.at(), now),
                who(act),
                act.act(),
                act.reason(),
                act.job().map(id -> "/jobs/" + id));
    }

    /** Who did it: the name of a member of staff, or the tenant by one of its keys. */
    static String who(SubmissionView.ActLine act) {
        return act.actor().replaceFirst("^staff:", "").replaceFirst("^key:", "its tenant, key ");
    }

    private static Event settled(SubmissionLine line, Moment at) {
        return new Settled(
                at, Looks.of(line.state()), Duration.between(line.acceptedAt().toInstant(), at.at()));
    }
}
