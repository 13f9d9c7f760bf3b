package dev.passback.adminui.tenant;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.form.Form;
import dev.passback.core.tenant.TenantLimits;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much a tenant may send, as it stands in a form: an empty field means no limit. */
final class LimitsForm {

    private static final int MOST = 999_999_999;

    private LimitsForm() {}

    static Form fill(Form form, TenantLimits limits) {
        return form.with(
                        "rate", limits.rate().map(rate -> "" + rate.perSecond()).orElse(""))
                .with("burst", limits.rate().map(rate -> "" + rate.burst()).orElse(""))
                .with("day", limits.perDay().map(most -> "" + most).orElse(""));
    }

    /** The limits that were typed; whatever is wrong stands in the fields. */
    static TenantLimits read(Fields fields) {
        OptionalInt rate = fields.number("rate", 1, 1_000_000);
        OptionalInt burst = fields.number("burst", 1, 1_000_000);
        OptionalInt day = fields.number("day", 1, MOST);
        if (!fields.areWrong() && rate.isPresent() != burst.isPresent()) {
            fields.wrong(
                    rate.isPresent() ? "burst" : "rate",
                    "Requests per second and burst go together: fill in both, or none.");
        }
        return fields.areWrong()
                ? TenantLimits.NONE
                : new TenantLimits(
                        rate.isPresent() && burst.isPresent()
                                ? Optional.of(new TenantLimits.Rate(rate.getAsInt(), burst.getAsInt()))
                                : Optional.empty(),
                        day.isPresent() ? Optional.of((long) day.getAsInt()) : Optional.empty());
    }

    /** In words. */
    static String words(TenantLimits limits) {
        String words = Stream.of(
                        limits.rate()
                                .map(some -> some.perSecond() + " requests a second, " + some.burst() + " at once"),
                        limits.perDay().map(most -> "%,d submissions a day".formatted(most)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? "no limits" : words;
    }
}
