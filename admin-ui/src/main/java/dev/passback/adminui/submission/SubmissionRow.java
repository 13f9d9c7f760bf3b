package dev.passback.adminui.submission;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.ShortText;
import dev.passback.adminui.page.Span;
import dev.passback.adminui.page.Tone;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.WebLink;
import dev.passback.db.submission.SubmissionLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the list.
 *
 * @param state its badge
 * @param due when it is to be sent, while it is queued
 * @param last what the last attempt came to
 */
public record SubmissionRow(
        SubmissionLine line, Badge state, Optional<Moment> due, Moment accepted, Optional<LastAnswer> last) {

    /**
     * What the last attempt came to.
     *
     * @param head the status, or a word where no answer came
     * @param detail the upstream's code, or why it was judged so
     * @param code whether {@code detail} is a code
     */
    public record LastAnswer(String head, String detail, boolean code) {}

    public static SubmissionRow of(SubmissionLine line, Instant now) {
        return new SubmissionRow(
                line,
                badge(line),
                line.dueAt().map(due -> Moment.of(due, now)),
                Moment.of(line.acceptedAt(), now),
                line.last().map(SubmissionRow::answer));
    }

    private static Badge badge(SubmissionLine line) {
        return Looks.of(line.state());
    }

    private static LastAnswer answer(SubmissionLine.LastOutcome last) {
        String head = last.status().map(String::valueOf).orElse("No answer");
        boolean taken = last.kind().equals(OutcomeKind.ACCEPTED.word());
        return last.code()
                .map(code -> new LastAnswer(head, code, true))
                .orElseGet(() -> new LastAnswer(head, taken ? "" : last.reason(), false));
    }

    public String href() {
        return "/submissions/" + line.id();
    }

    /** Its site. */
    public String host() {
        return WebLink.masked(line.url()).host();
    }

    public ShortText target() {
        return ShortText.of(line.target().id(), 17);
    }

    /** How long it took until it was settled. */
    public Optional<String> took() {
        return line.settledAt().map(settled -> new Span(Duration.between(line.acceptedAt(), settled)).words());
    }

    /** Whether it waits for its time, and not for a free slot. */
    public boolean scheduled() {
        return line.state() == SubmissionState.QUEUED
                && due.isPresent()
                && !due.get().isPast();
    }

    /** What it waits for when its integration does not send. */
    public Optional<Badge> heldUp() {
        return line.state() == SubmissionState.QUEUED ? Looks.of(line.integrationState()) : Optional.empty();
    }

    /** The mark on those that may be in the ATS twice. */
    public Optional<Badge> doubled() {
        return line.mayBeDoubled() ? Optional.of(new Badge("May be doubled", Icon.TWICE, Tone.WARN)) : Optional.empty();
    }
}
