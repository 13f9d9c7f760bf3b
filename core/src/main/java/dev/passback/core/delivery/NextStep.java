package dev.passback.core.delivery;

import dev.passback.core.submission.SubmissionState;
import java.time.Duration;

/** What follows an attempt. */
public sealed interface NextStep {

    record Delivered() implements NextStep {
        @Override
        public SubmissionState state() {
            return SubmissionState.DELIVERED;
        }
    }

    record Rejected() implements NextStep {
        @Override
        public SubmissionState state() {
            return SubmissionState.REJECTED;
        }
    }

    record Expired() implements NextStep {
        @Override
        public SubmissionState state() {
            return SubmissionState.EXPIRED;
        }
    }

    record Held() implements NextStep {
        @Override
        public SubmissionState state() {
            return SubmissionState.HELD;
        }
    }

    /** To be sent again, not before {@code delay} has passed. */
    record Again(Duration delay) implements NextStep {
        @Override
        public SubmissionState state() {
            return SubmissionState.QUEUED;
        }
    }

    /** To be sent again when its integration, which is blocked from now on, is released. */
    record AwaitRelease() implements NextStep {
        @Override
        public SubmissionState state() {
            return SubmissionState.QUEUED;
        }
    }

    /** The state that the submission is in afterwards. */
    SubmissionState state();
}
