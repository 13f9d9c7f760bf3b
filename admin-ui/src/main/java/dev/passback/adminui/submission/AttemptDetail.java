package dev.passback.adminui.submission;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Span;
import dev.passback.adminui.page.Tone;
import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.submission.WebLink;
import dev.passback.db.submission.SubmissionView;
import java.util.List;
import java.util.Optional;

/**
 * One call, as the time-line shows it.
 *
 * @param no its number, from 1
 * @param node which process made it
 * @param badge how it ended
 * @param status of the answer, if one came
 * @param verdict why it was judged so, and by which rule; nothing while it is under way or when it was taken
 * @param timing where the time went, once it is over
 * @param error what the upstream said of its refusal
 * @param log where the upstream shows its own log of the call
 * @param answer what came back, if anything did and it is shown
 * @param warnings what the upstream said beside success, word for word
 * @param change what is other than in the answer before
 */
public record AttemptDetail(
        int no,
        String node,
        Badge badge,
        Optional<Integer> status,
        Optional<Judged> verdict,
        Optional<TimingBar> timing,
        Optional<UpstreamError> error,
        Optional<WebLink> log,
        Optional<AnswerDetail> answer,
        List<String> warnings,
        Optional<AnswerChange> change) {

    /** What came back. */
    public record AnswerDetail(int status, List<String> headers, Body body) {}

    /**
     * The parts of a call's time, as words and as shares of a bar that is a hundred wide.
     *
     * @param connectWidth of the bar
     * @param waitingWidth of the bar
     */
    public record TimingBar(Timing timing, int connectWidth, int waitingWidth) {

        static TimingBar of(Timing timing) {
            double total = Math.max(1, timing.total().toNanos());
            return new TimingBar(timing, (int) Math.round(100 * timing.connect().toNanos() / total), (int)
                    Math.round(100 * timing.waiting().toNanos() / total));
        }

        public int readingWidth() {
            return Math.max(0, 100 - connectWidth - waitingWidth);
        }

        public String words() {
            return "connect and TLS " + new Span(timing.connect()).words() + " · wait "
                    + new Span(timing.waiting()).words() + " · read "
                    + new Span(timing.reading()).words();
        }

        public String total() {
            return new Span(timing.total()).words();
        }
    }

    public AttemptDetail {
        warnings = List.copyOf(warnings);
    }

    static AttemptDetail of(
            SubmissionView.AttemptLine attempt,
            Optional<AnswerChange> change,
            List<SubmissionView.WarningLine> warnings,
            boolean revealed,
            boolean answered) {
        Optional<SubmissionView.AttemptEnd> end = attempt.end();
        Optional<Answer> answer = end.flatMap(SubmissionView.AttemptEnd::answer);
        return new AttemptDetail(
                attempt.no(),
                attempt.node(),
                end.map(over -> Looks.of(over.outcome())).orElse(new Badge("Under way", Icon.UP, Tone.WAIT)),
                answer.map(Answer::status),
                end.flatMap(Judged::of),
                end.map(SubmissionView.AttemptEnd::timing)
                        .filter(timing -> !timing.total().isZero())
                        .map(TimingBar::of),
                answer.flatMap(Answer::error),
                answer.flatMap(Answer::error).map(UpstreamError::logUrl).map(WebLink::of),
                answer.filter(shown -> answered).map(shown -> detail(shown, revealed)),
                warnings.stream()
                        .filter(warning -> warning.attempt() == attempt.no())
                        .map(SubmissionView.WarningLine::message)
                        .toList(),
                change);
    }

    private static AnswerDetail detail(Answer answer, boolean revealed) {
        List<String> headers = answer.headers().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .sorted()
                .toList();
        return new AnswerDetail(answer.status(), headers, Body.of(answer.body(), answer.truncated(), revealed));
    }
}
