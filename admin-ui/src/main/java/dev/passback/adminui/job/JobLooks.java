package dev.passback.adminui.job;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Tone;
import dev.passback.core.job.JobAct;
import dev.passback.core.job.JobState;
import dev.passback.core.submission.SubmissionState;
import dev.passback.db.job.Job;
import dev.passback.db.job.Unchanged;
import java.util.Locale;

/** How jobs look, and how they are told of. */
final class JobLooks {

    private JobLooks() {}

    static Badge of(JobState state) {
        return switch (state) {
            case WAITING -> new Badge("Waiting", Icon.CLOCK, Tone.WAIT);
            case RUNNING -> new Badge("Running", Icon.AGAIN, Tone.WAIT);
            case DONE -> new Badge("Done", Icon.CHECK, Tone.GOOD);
            case CANCELLED -> new Badge("Cancelled", Icon.STRIKE, Tone.OFF);
            case FAILED -> new Badge("Given up", Icon.CROSS, Tone.BAD);
        };
    }

    static String title(JobAct act) {
        return switch (act) {
            case SEND_AGAIN -> "Send again";
            case RELEASE -> "Release";
            case HOLD -> "Hold";
            case CANCEL -> "Cancel";
            case EXPORT_CSV -> "Export as CSV";
            case EXPORT_NDJSON -> "Export as NDJSON";
        };
    }

    /** Such as {@code 12 of 37}; of what was only counted up to a bound no more is claimed. */
    static String progress(Job job) {
        Job.Counts counts = job.counts();
        if (job.state().over()) {
            return number(counts.chosen());
        }
        String all = counts.expectedMore() ? " of more than " : " of about ";
        return number(counts.chosen()) + all + number(counts.expected());
    }

    static String number(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }

    static String who(String actor) {
        return actor.replaceFirst("^staff:", "");
    }

    /** Why it changed nothing. */
    static String why(JobAct act, Unchanged line) {
        if (line.refusal().isPresent()) {
            return "The database refused the change: " + line.refusal().get();
        }
        if (act == JobAct.SEND_AGAIN && line.found() == SubmissionState.QUEUED) {
            return "It was due already.";
        }
        if (act.worksIn(line.found())) {
            return "Somebody changed it in the same moment.";
        }
        return switch (line.found()) {
            case SENDING -> "It was being sent at that moment.";
            case QUEUED -> "It was queued, not held.";
            case HELD -> "It was held already.";
            case DELIVERED -> "It was delivered.";
            case REJECTED -> "It was rejected, and is sent no more anyway.";
            case EXPIRED -> "It had expired, and is sent no more anyway.";
            case CANCELLED -> "It was cancelled already.";
        };
    }
}
