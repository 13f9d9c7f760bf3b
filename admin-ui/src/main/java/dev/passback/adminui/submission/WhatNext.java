package dev.passback.adminui.submission;

import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Sentence;
import dev.passback.adminui.submission.act.ActKind;
import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Says where a submission stands, what happens next and why, as one would tell it a colleague. */
record WhatNext(SubmissionView view, Instant now) {

    private static final int LONGEST_QUOTE = 240;

    /** A few sentences. */
    Sentence sentence() {
        Sentence standing = standing(view.line());
        return arrivedLate()
                .map(late -> standing.say(" But the ATS took it: that came out too late, at ")
                        .clock(moment(late.at()))
                        .say(". Mark it as delivered, so that it is not sent twice."))
                .orElse(standing);
    }

    private Sentence standing(SubmissionLine line) {
        return switch (line.state()) {
            case QUEUED -> queued(line);
            case SENDING -> sending(line);
            case HELD ->
                view.heldBy()
                        .map(hold -> by("Held by ", hold).say(" It is not sent until somebody releases it."))
                        .orElseGet(() -> unsure(line));
            case DELIVERED ->
                view.last(ActKind.MARK_DELIVERED.word())
                        .map(mark -> by("Delivered by the word of ", mark).say(" It is never sent again."))
                        .orElseGet(() -> delivered(line));
            case REJECTED ->
                Sentence.of("The ATS refused it for good: ")
                        .say(answer(line))
                        .say(
                                ". Nothing more happens by itself; sending the same again helps only if something was mended there.");
            case EXPIRED -> expired(line);
            case CANCELLED ->
                view.last(ActKind.CANCEL.word())
                        .map(cancel -> by("Given up by ", cancel).say(" It is not sent any more."))
                        .orElse(Sentence.of("Somebody gave it up, so it is not sent any more."));
        };
    }

    private Sentence unsure(SubmissionLine line) {
        String advice = arrivedLate().isPresent()
                ? ""
                : " Look into the ATS: if the link is there, mark it as delivered; if not, send it again.";
        return Sentence.of("Waits for a person, because its last attempt may or may not have arrived: ")
                .say(reason(line))
                .say("." + advice);
    }

    /** Who did what last decides where it stands, when, and why. */
    private Sentence by(String start, SubmissionView.ActLine act) {
        return Sentence.of(start)
                .say(Timeline.who(act))
                .say(" ")
                .ago(moment(act.at()))
                .say(" (")
                .clock(moment(act.at()))
                .say(")")
                .say(act.reason().map(why -> ": " + quoted(why)).orElse(""))
                .say(".");
    }

    /** What one learned too late, where that still matters. */
    private Optional<SubmissionView.LateOutcome> arrivedLate() {
        return view.arrivedLate()
                .filter(late -> ActKind.MARK_DELIVERED.worksIn(view.line().state()));
    }

    private Sentence queued(SubmissionLine line) {
        return switch (view.integrationState()) {
            case BLOCKED ->
                Sentence.of("Waits, because its integration is blocked: ")
                        .say(view.integrationReason().orElse("no reason is known"))
                        .say(". Every " + DeliveryQueue.PROBE_PAUSE.toMinutes()
                                + " minutes one submission is sent to see whether that is mended;"
                                + " a person may release the integration sooner.");
            case PAUSED ->
                Sentence.of("Waits, because somebody paused its integration")
                        .say(view.integrationReason().map(why -> ": " + why).orElse(""))
                        .say(". It is sent once the integration is released.");
            case ACTIVE -> line.dueAt().map(due -> due(line, moment(due))).orElse(Sentence.of("Waits to be sent."));
        };
    }

    private Sentence due(SubmissionLine line, Moment due) {
        Sentence start = due.isPast()
                ? Sentence.of("Has been due since ")
                        .clock(due)
                        .say("; it is sent as soon as its integration has a free slot")
                : Sentence.of("Will be sent ")
                        .say(line.attempts() > 0 ? "again " : "")
                        .ago(due)
                        .say(" (at ")
                        .clock(due)
                        .say(")" + count(line));
        Sentence why = line.last().isPresent()
                ? start.say(due.isPast() ? ". Last time " : ", because ").say(cause(line))
                : start;
        return why.say(". It is tried until ").clock(moment(line.retryUntil())).say(".");
    }

    /** Which attempt that will be, of how many; the schedule starts anew when a person sends it again. */
    private String count(SubmissionLine line) {
        int next = line.attempts() - view.route().earlierRounds() + 1;
        return next > 1
                ? ", attempt " + next + " of at most "
                        + Math.max(next, view.route().mostAttempts())
                : "";
    }

    private Sentence sending(SubmissionLine line) {
        Sentence start = Sentence.of("Attempt " + line.attempts() + " is under way");
        return view.attempts().isEmpty()
                ? start.say(".")
                : start.say(", begun ")
                        .ago(moment(view.attempts().getLast().begunAt()))
                        .say(".");
    }

    private Sentence delivered(SubmissionLine line) {
        Sentence start = Sentence.of("The ATS took it");
        Sentence dated = line.settledAt()
                .map(at -> start.say(" ")
                        .ago(moment(at))
                        .say(" (")
                        .clock(moment(at))
                        .say(")"))
                .orElse(start);
        Sentence counted = line.attempts() == 1 ? dated : dated.say(", at attempt " + line.attempts());
        return switch (line.warnings()) {
            case 0 -> counted.say(", without a warning.");
            case 1 -> counted.say(", with 1 warning: it may not look there as it was meant.");
            default -> counted.say(", with " + line.warnings() + " warnings: it may not look there as it was meant.");
        };
    }

    private Sentence expired(SubmissionLine line) {
        Sentence start = Sentence.of("Given up after " + attempts(line.attempts()));
        Sentence dated =
                line.settledAt().map(at -> start.say(", ").ago(moment(at))).orElse(start);
        Sentence why = line.last().isPresent() ? dated.say(". The last time ").say(cause(line)) : dated;
        return why.say(". Nothing more happens by itself: send it again when the cause is mended.");
    }

    private static String attempts(int count) {
        return count == 1 ? "1 attempt" : count + " attempts";
    }

    /** Why the last attempt did not do: a clause. */
    private String cause(SubmissionLine line) {
        return words().isPresent() ? "the ATS answered " + answer(line) : reason(line);
    }

    /** The code and the words of the last answer; why it was judged so where it had no words. */
    private String answer(SubmissionLine line) {
        String head = line.last()
                .flatMap(last -> last.status()
                        .map(status ->
                                status + last.code().map(code -> " " + code).orElse("") + ", "))
                .orElse("");
        return words().map(said -> head + quoted(said)).orElseGet(() -> reason(line));
    }

    /** What the upstream itself said the last time. */
    private Optional<String> words() {
        return view.attempts().reversed().stream()
                .flatMap(attempt -> attempt.end().stream())
                .findFirst()
                .flatMap(SubmissionView.AttemptEnd::answer)
                .flatMap(Answer::error)
                .map(UpstreamError::message)
                .filter(message -> !message.isBlank());
    }

    private static String reason(SubmissionLine line) {
        return line.last().map(SubmissionLine.LastOutcome::reason).orElse("no reason is known");
    }

    private static String quoted(String text) {
        int length = text.codePointCount(0, text.length());
        String start =
                length > LONGEST_QUOTE ? text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…" : text;
        return "“" + start.strip().replaceFirst("\\.$", "") + "”";
    }

    private Moment moment(OffsetDateTime at) {
        return Moment.of(at, now);
    }
}
