package dev.passback.db.submission;

import java.util.List;

/**
 * One page of a list, newest first.
 *
 * @param newer whether there are some before the first line
 * @param older whether there are some after the last line
 */
public record SubmissionPage(List<SubmissionLine> lines, boolean newer, boolean older) {
    public SubmissionPage {
        lines = List.copyOf(lines);
    }
}
