package dev.passback.db.sample;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Chance that comes out the same for the same seed, on every Java. */
final class Chance {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final long VERSION_7 = 0x7000;
    private static final long VARIANT = 1L << 63;

    private final SplittableRandom dice;

    Chance(long seed) {
        dice = new SplittableRandom(seed);
    }

    /** At least 0, below the bound. */
    int below(int bound) {
        return dice.nextInt(bound);
    }

    double fraction() {
        return dice.nextDouble();
    }

    boolean oneIn(int times) {
        return dice.nextInt(times) == 0;
    }

    <T> T of(List<T> some) {
        return some.get(dice.nextInt(some.size()));
    }

    SampleAnswer weighted(List<SampleAnswer> answers) {
        int left = dice.nextInt(answers.stream().mapToInt(SampleAnswer::weight).sum());
        for (SampleAnswer answer : answers) {
            left -= answer.weight();
            if (left < 0) {
                return answer;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    Duration between(Duration least, Duration most) {
        return least.plusNanos((long) (dice.nextDouble() * most.minus(least).toNanos()));
    }

    String letters(int length) {
        char[] letters = new char[length];
        for (int i = 0; i < length; i++) {
            letters[i] = LETTERS.charAt(dice.nextInt(LETTERS.length()));
        }
        return new String(letters);
    }

    UUID uuid() {
        return new UUID((dice.nextLong() & ~0xf000L) | 0x4000, (dice.nextLong() & ~(3L << 62)) | VARIANT);
    }

    /** An id as Passback makes them, of version 7: made at that time. */
    UUID idAt(long millis) {
        return new UUID(millis << 16 | VERSION_7 | dice.nextInt(1 << 12), (dice.nextLong() & ~(3L << 62)) | VARIANT);
    }
}
