package dev.passback.db.sample;

import dev.passback.core.submission.SubmissionState;
import java.time.Duration;
import java.time.Instant;

/** Tells what became of each submission: mostly nothing but a delivery, as in life. */
final class SampleStories {

    private static final int ALL = 1_000;
    private static final Duration RECENT = Duration.ofDays(3);

    private final SampleWorld world;
    private final SampleLink.Maker links;
    private final Chance chance;
    private final Instant until;

    SampleStories(SampleWorld world, Chance chance, Instant until) {
        this.world = world;
        this.chance = chance;
        this.until = until;
        links = new SampleLink.Maker(chance);
    }

    SampleSubmission next(Instant accepted) {
        SampleIntegration on = world.pick(chance);
        SampleStory story = new SampleStory(on, links.next(on), accepted, until, chance);
        return (on.stoppedAt(accepted) ? story : tell(story, chance.below(ALL))).told();
    }

    // The parts in a thousand are guesses at a gateway that works; what is rare has to be found among what is not.
    private SampleStory tell(SampleStory story, int part) {
        if (part < 895) {
            return part == 0 ? taken(story, 0).look(minutes(2, 3_000)) : taken(story, 0);
        } else if (part < 940) {
            return taken(story, 1 + chance.below(3));
        } else if (part < 965) {
            return taken(putOff(story, 1 + chance.below(5)), 0);
        } else if (part < 987) {
            return rejected(story);
        } else if (part < 991) {
            return taken(story.attempt(chance.weighted(SampleTexts.UNSURE), 0), 0);
        } else if (part < 994) {
            return expired(story);
        } else if (part < 997) {
            return held(story);
        }
        return part < 999 ? mended(story) : cancelled(story);
    }

    private SampleStory taken(SampleStory story, int warnings) {
        return story.attempt(SampleTexts.SUCCESS, warnings);
    }

    private SampleStory putOff(SampleStory story, int times) {
        for (int i = 0; i < times; i++) {
            story.attempt(chance.weighted(SampleTexts.LATER), 0);
        }
        return story;
    }

    private SampleStory rejected(SampleStory story) {
        return (chance.oneIn(10) ? putOff(story, 1) : story).attempt(chance.weighted(SampleTexts.REFUSALS), 0);
    }

    private SampleStory expired(SampleStory story) {
        for (int i = 0; i < 3; i++) {
            story.attempt(chance.weighted(SampleTexts.UNSURE), 0);
        }
        return story;
    }

    private SampleStory held(SampleStory story) {
        if (story.on().holdsUnsure()) {
            story.attempt(chance.weighted(SampleTexts.UNSURE), 0);
        } else {
            putOff(story, 3).act("hold", SubmissionState.HELD, Duration.ofSeconds(30), true);
        }
        if (story.isYoungerThan(RECENT)) {
            return story;
        }
        // older ones have long been seen to
        return chance.oneIn(2)
                ? story.act("mark as delivered", SubmissionState.DELIVERED, minutes(5, 1_500), true)
                : taken(story.act("send again", SubmissionState.QUEUED, minutes(5, 1_500), false), 0);
    }

    private SampleStory mended(SampleStory story) {
        return taken(rejected(story).act("send again", SubmissionState.QUEUED, minutes(20, 2_000), true), 0);
    }

    private SampleStory cancelled(SampleStory story) {
        return putOff(story, 4).act("cancel", SubmissionState.CANCELLED, minutes(1, 8), true);
    }

    private Duration minutes(int least, int most) {
        return Duration.ofMinutes(least + chance.below(most - least));
    }
}
