package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionId;

/** From where a page of a list goes on; its id itself is not on the page. */
public sealed interface Cursor {

    /** The newest ones. */
    record Newest() implements Cursor {}

    /** Those older than this one. */
    record OlderThan(SubmissionId id) implements Cursor {}

    /** Those newer than this one: the ones next to it. */
    record NewerThan(SubmissionId id) implements Cursor {}
}
