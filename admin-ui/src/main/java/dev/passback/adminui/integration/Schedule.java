package dev.passback.adminui.integration;

import dev.passback.adminui.form.DurationText;
import dev.passback.core.delivery.RetryPolicy;
import java.time.Duration;
import java.util.List;

/**
 * The retry schedule as a line of waits.
 *
 * @param waits between one attempt and the next
 * @param last the wait that repeats
 * @param window for how long it is tried
 * @param most how many attempts that makes
 */
public record Schedule(List<String> waits, String last, String window, long most) {

    public Schedule {
        waits = List.copyOf(waits);
    }

    static Schedule of(RetryPolicy policy) {
        List<Duration> waits = policy.waits();
        return new Schedule(
                waits.subList(0, waits.size() - 1).stream()
                        .map(DurationText::of)
                        .toList(),
                DurationText.of(waits.getLast()),
                DurationText.of(policy.window()),
                policy.mostAttempts());
    }
}
