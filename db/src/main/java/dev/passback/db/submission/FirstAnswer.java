package dev.passback.db.submission;

/**
 * What the first request with an idempotency key was answered.
 *
 * @param status the HTTP status
 * @param body to the letter
 */
public record FirstAnswer(int status, String body) {}
