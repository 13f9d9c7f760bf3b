package dev.passback.adminui.job;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Moment;
import dev.passback.db.job.Job;
import java.time.Instant;

/**
 * One line of the list.
 *
 * @param query in the words of the list; a word for all where it chooses nothing
 */
public record JobRow(
        String href, String title, Badge state, String progress, String query, String who, String reason, Moment made) {

    static JobRow of(Job job, Instant now) {
        return new JobRow(
                "/jobs/" + job.id(),
                JobLooks.title(job.act()),
                JobLooks.of(job.state()),
                JobLooks.progress(job),
                job.query().isEmpty() ? "all submissions" : job.query(),
                JobLooks.who(job.actor()),
                job.reason(),
                Moment.of(job.times().created(), now));
    }
}
