package dev.passback.adminui.job;

import dev.passback.adminui.page.Moment;
import dev.passback.core.job.JobState;
import dev.passback.db.export.ExportParts;
import dev.passback.db.export.FileFormat;
import dev.passback.db.job.Job;
import dev.passback.db.job.OldJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The file that an export wrote, while it is kept.
 *
 * @param words such as {@code 1,204 lines, CSV}
 * @param until until when
 */
public record JobFile(String href, String words, boolean full, Moment until) {

    static Optional<JobFile> of(Job job, Instant now) {
        return FileFormat.of(job.act())
                .filter(format -> job.state() == JobState.DONE)
                .flatMap(format -> job.times().ended().map(ended -> {
                    Instant until = ended.toInstant().plus(Duration.ofDays(OldJobs.DAYS_OF_FILES));
                    int lines = job.counts().done();
                    return new JobFile(
                            "/jobs/" + job.id() + "/file",
                            JobLooks.number(lines) + (lines == 1 ? " line, " : " lines, ") + format.name(),
                            lines >= ExportParts.MOST_LINES,
                            new Moment(until, now));
                }))
                .filter(file -> !file.until.isPast());
    }
}
