package dev.passback.db.sample;

import java.time.Duration;

/** What was made, and how long it took. */
public record SampleMade(
        long submissions, long attempts, long warnings, long acts, int tenants, int integrations, Duration took) {}
