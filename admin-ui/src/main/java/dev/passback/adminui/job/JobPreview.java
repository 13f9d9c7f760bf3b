package dev.passback.adminui.job;

import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.job.JobAct;
import dev.passback.db.job.OldJobs;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionPage;
import java.util.Arrays;
import java.util.List;

/**
 * What matches now, and what each act would do to it.
 *
 * @param counted how many match, as far as they were counted
 * @param more whether there are more than were counted
 */
public record JobPreview(int counted, boolean more, List<Effect> effects) {

    /** No more are counted. */
    static final int MOST = 500;

    /**
     * What an act would do.
     *
     * @param changed on how many it works
     * @param doubled how many of these the ATS may show twice then
     */
    public record Effect(JobAct act, int changed, int doubled) {

        public String title() {
            return JobLooks.title(act);
        }
    }

    static JobPreview of(SubmissionPage page) {
        return new JobPreview(
                page.lines().size(),
                page.older(),
                Arrays.stream(JobAct.values())
                        .map(act -> effect(act, page.lines()))
                        .toList());
    }

    private static Effect effect(JobAct act, List<SubmissionLine> lines) {
        List<SubmissionLine> changed =
                lines.stream().filter(line -> act.worksIn(line.state())).toList();
        long doubled = changed.stream()
                .filter(line -> act.sends() && mayHaveArrived(line))
                .count();
        return new Effect(act, changed.size(), (int) doubled);
    }

    private static boolean mayHaveArrived(SubmissionLine line) {
        boolean unsure = line.last()
                .filter(last -> last.kind().equals(OutcomeKind.UNSURE.word()))
                .isPresent();
        return unsure || line.mayBeDoubled();
    }

    /** The first act that would change anything. */
    JobAct natural() {
        return effects.stream()
                .filter(effect -> effect.changed > 0)
                .findFirst()
                .map(Effect::act)
                .orElse(JobAct.SEND_AGAIN);
    }

    /** Such as {@code 37 submissions match now.} */
    public String words() {
        if (more) {
            return "More than " + JobLooks.number(MOST) + " submissions match now. Only the newest "
                    + JobLooks.number(MOST) + " were looked at for what stands here; the job goes through all of them.";
        }
        return counted == 1 ? "1 submission matches now." : JobLooks.number(counted) + " submissions match now.";
    }

    /** What an act does to them, in a sentence or two. */
    public String words(Effect effect) {
        if (effect.changed == 0) {
            return none(effect.act);
        }
        String changed = amount(effect.changed);
        String left = left(counted - effect.changed);
        return switch (effect.act) {
            case SEND_AGAIN -> "Makes " + changed + " due now, with a whole new retry window." + doubled(effect) + left;
            case RELEASE -> "Lets " + changed + " be sent, with retries where they were." + doubled(effect) + left;
            case HOLD -> "Keeps " + changed + " from being sent until somebody releases them." + left;
            case CANCEL -> "Gives up " + changed + ". What the ATS has already stays there." + left;
            case EXPORT_CSV, EXPORT_NDJSON ->
                "Writes " + changed + " to a file, which the job's page has for " + OldJobs.DAYS_OF_FILES
                        + " days. Changes nothing.";
        };
    }

    private static String left(int others) {
        return switch (others) {
            case 0 -> "";
            case 1 -> " The other one stays as it is.";
            default -> " The other " + JobLooks.number(others) + " stay as they are.";
        };
    }

    private String amount(int count) {
        return count == counted && !more
                ? (counted == 1 ? "it" : "all " + JobLooks.number(count))
                : JobLooks.number(count);
    }

    private static String doubled(Effect effect) {
        return switch (effect.doubled) {
            case 0 -> "";
            case 1 -> " 1 of them may be doubled: an earlier attempt may have arrived.";
            default ->
                " " + JobLooks.number(effect.doubled) + " of them may be doubled: an earlier attempt may have arrived.";
        };
    }

    private static String none(JobAct act) {
        return switch (act) {
            case SEND_AGAIN -> "Changes nothing: all of them are delivered or being sent.";
            case RELEASE -> "Changes nothing: none is held.";
            case HOLD -> "Changes nothing: none is queued.";
            case CANCEL -> "Changes nothing: none is queued or held.";
            case EXPORT_CSV, EXPORT_NDJSON -> "There is nothing to write.";
        };
    }
}
