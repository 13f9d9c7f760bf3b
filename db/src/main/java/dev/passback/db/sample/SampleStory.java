package dev.passback.db.sample;

import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.submission.SubmissionState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One submission while it is being told: attempts and acts follow each other until the sample's end, and what would have come after that is
 * still ahead.
 */
final class SampleStory {

    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    private final SampleIntegration on;
    private final SampleLink link;
    private final Chance chance;
    private final Instant accepted;
    private final Instant until;
    private final UUID id;
    private final List<SampleAttempt> attempts = new ArrayList<>(1);
    private final List<SampleAct> acts = new ArrayList<>(0);
    private Instant next;
    private SubmissionState state = SubmissionState.QUEUED;
    private @Nullable Instant settled;
    private int unsure;
    private int earlierRounds;
    private boolean mayBeDoubled;

    SampleStory(SampleIntegration on, SampleLink link, Instant accepted, Instant until, Chance chance) {
        this.on = on;
        this.link = link;
        this.accepted = accepted;
        this.until = until;
        this.chance = chance;
        id = chance.idAt(accepted.toEpochMilli());
        next = accepted.plusMillis(2 + chance.below(30));
    }

    Instant accepted() {
        return accepted;
    }

    SampleIntegration on() {
        return on;
    }

    boolean isYoungerThan(Duration age) {
        return accepted.isAfter(until.minus(age));
    }

    /** Makes an attempt, if there is time for one, and waits for the next as the standard schedule says. */
    SampleStory attempt(SampleAnswer answer, int warnings) {
        if (state != SubmissionState.QUEUED
                || on.stoppedAt(next)
                || next.plus(TIME_OUT).isAfter(until)) {
            return this;
        }
        mayBeDoubled |= attempts.stream().anyMatch(before -> before.outcome() == OutcomeKind.UNSURE);
        SampleAttempt attempt = made(answer.filled(link.targetId(), on.ats(), 1 + chance.below(900)), warnings);
        attempts.add(attempt);
        after(attempt);
        return this;
    }

    private SubmissionState follows(OutcomeKind outcome) {
        return switch (outcome) {
            case ACCEPTED -> SubmissionState.DELIVERED;
            case REFUSED -> SubmissionState.REJECTED;
            case NOT_TAKEN, BLOCKED -> SubmissionState.QUEUED;
            case UNSURE -> {
                if (on.holdsUnsure()) {
                    yield SubmissionState.HELD;
                }
                yield unsure < RetryPolicy.MOST_UNSURE_RETRIES ? SubmissionState.QUEUED : SubmissionState.EXPIRED;
            }
        };
    }

    private void after(SampleAttempt attempt) {
        boolean maybe = attempt.outcome() == OutcomeKind.UNSURE;
        unsure += maybe ? 1 : 0;
        state = attempt.followed();
        if (state.settled()) {
            settled = attempt.ended();
        } else if (state == SubmissionState.QUEUED) {
            next = attempt.ended().plus(wait(maybe ? RetryPolicy.DEFAULT.unsureWait() : Duration.ZERO));
        }
    }

    private Duration wait(Duration least) {
        List<Duration> waits = RetryPolicy.DEFAULT.waits();
        Duration scheduled = waits.get(Math.min(attempts.size() - earlierRounds, waits.size()) - 1);
        Duration longer = scheduled.compareTo(least) < 0 ? least : scheduled;
        return chance.between(longer, longer.multipliedBy(6).dividedBy(5));
    }

    /** Lets a person do something to it after a while, if there is time for it. */
    SampleStory act(String word, SubmissionState to, Duration after, boolean withReason) {
        Instant last = attempts.isEmpty() ? accepted : attempts.getLast().ended();
        Instant at = (acts.isEmpty() ? last : acts.getLast().at()).plus(after);
        // what is due again before that is not touched by this person
        if (at.isAfter(until) || (state == SubmissionState.QUEUED && !at.isBefore(next))) {
            return this;
        }
        noteAct(word, at, withReason);
        state = to;
        settled = to.settled() ? at : null;
        next = at.plusMillis(500);
        if (word.equals("send again")) {
            earlierRounds = attempts.size();
            mayBeDoubled |= unsure > 0;
            unsure = 0;
        }
        return this;
    }

    /** Somebody looked at the bodies. */
    SampleStory look(Duration after) {
        if (settled != null && !settled.plus(after).isAfter(until)) {
            noteAct("reveal", settled.plus(after), true);
        }
        return this;
    }

    private void noteAct(String word, Instant at, boolean withReason) {
        String reason = withReason
                ? chance.of(SampleTexts.REASONS).replace("{number}", "" + (1000 + chance.below(9000)))
                : null;
        acts.add(new SampleAct(
                on.tenant(),
                id,
                at,
                "staff:" + chance.of(SampleTexts.STAFF),
                word,
                reason,
                "203.0.113." + (1 + chance.below(200))));
    }

    SampleSubmission told() {
        return new SampleSubmission(
                on,
                id,
                accepted,
                link.targetKind(),
                link.targetId(),
                link.label(),
                link.url(),
                link.body(),
                state,
                settled,
                state == SubmissionState.QUEUED ? next : null,
                earlierRounds,
                unsure,
                mayBeDoubled,
                attempts,
                acts);
    }

    private SampleAttempt made(SampleAnswer answer, int warnings) {
        boolean answered = answer.status() != null;
        boolean reached = answered || answer.outcome() == OutcomeKind.UNSURE;
        long connect = !reached ? 3_000_000 : chance.oneIn(8) ? 9_000 + chance.below(40_000) : 40 + chance.below(90);
        long waiting = !reached
                ? 0
                : answered ? 90_000 + (long) (chance.fraction() * chance.fraction() * 1_900_000) : 60_000_000;
        long reading = answered ? 200 + chance.below(3_000) : 0;
        Instant ended = next.plusNanos((connect + waiting + reading) * 1_000);
        List<String> words = new ArrayList<>(warnings);
        for (int i = 0; i < warnings; i++) {
            words.add(chance.of(SampleTexts.WARNINGS)
                    .replace("{target}", link.targetId())
                    .replace("{ats}", on.ats())
                    .replace("{number}", "" + (1 + chance.below(9))));
        }
        String trace = chance.letters(16);
        return new SampleAttempt(
                on,
                id,
                attempts.size() + 1,
                next,
                ended,
                chance.uuid(),
                answer.outcome(),
                follows(answer.outcome()),
                answer,
                answer.isError() ? "https://app.kombo.dev/logs/" + trace : null,
                answered ? headers(ended, trace) : null,
                answered ? body(answer, words) : null,
                connect,
                waiting,
                reading,
                words);
    }

    private static String headers(Instant at, String trace) {
        return "{\"content-type\":\"application/json; charset=utf-8\",\"date\":\""
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC))
                + "\",\"x-request-id\":\"" + trace + "\",\"ratelimit-limit\":\"100\",\"ratelimit-remaining\":\"93\"}";
    }

    private static String body(SampleAnswer answer, List<String> warnings) {
        if (answer.succeeded()) {
            StringBuilder body = new StringBuilder("{\"status\":\"success\",\"data\":{},\"warnings\":[");
            for (int i = 0; i < warnings.size(); i++) {
                body.append(i == 0 ? "" : ",")
                        .append("{\"message\":")
                        .append(text(warnings.get(i)))
                        .append('}');
            }
            return body.append("]}").toString();
        }
        return answer.isError()
                ? "{\"status\":\"error\",\"error\":{\"code\":" + text(answer.code()) + ",\"title\":"
                        + text(answer.title()) + ",\"message\":" + text(answer.message()) + ",\"log_url\":null}}"
                : "<html><head><title>" + answer.status() + "</title></head><body>nginx</body></html>";
    }

    private static String text(@Nullable String text) {
        return text == null ? "null" : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
