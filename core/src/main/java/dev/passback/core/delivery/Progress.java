package dev.passback.core.delivery;

import java.time.Duration;

/**
 * How far a submission has come in its current round; a person who sends it again starts a new one.
 *
 * @param attempts attempts of this round, the one just made included
 * @param unsure how many of those before it ended unsure
 * @param left what remains of the retry window, negative when it is over
 */
public record Progress(int attempts, int unsure, Duration left) {}
