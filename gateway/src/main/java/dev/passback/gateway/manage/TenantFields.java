package dev.passback.gateway.manage;

import dev.passback.core.tenant.TenantLimits;
import dev.passback.gateway.http.BodyReader;
import java.util.Optional;

/** The fields of a tenant's limits. A limit that is null does not bind. */
final class TenantFields {

    static final String RATE = "requests_per_second";
    static final String BURST = "burst";
    static final String PER_DAY = "submissions_per_day";

    private static final long LARGEST_RATE = 1_000_000;
    private static final long LARGEST_DAY = 1_000_000_000;

    private TenantFields() {}

    /** What stands in a body, on top of what was so. */
    static TenantLimits limits(BodyReader body, TenantLimits was) {
        Optional<Integer> perSecond = value(body, RATE, LARGEST_RATE)
                .map(Long::intValue)
                .or(() -> body.has(RATE) ? Optional.empty() : was.rate().map(TenantLimits.Rate::perSecond));
        Optional<Integer> burst = value(body, BURST, LARGEST_RATE).map(Long::intValue);
        if (perSecond.isEmpty() && burst.isPresent() && (body.isNull(RATE) || !body.has(RATE))) {
            body.wrong(BURST, "stands only beside " + RATE);
        }
        Optional<Long> perDay =
                value(body, PER_DAY, LARGEST_DAY).or(() -> body.has(PER_DAY) ? Optional.empty() : was.perDay());
        return new TenantLimits(
                perSecond.map(rate -> new TenantLimits.Rate(rate, burst.orElseGet(() -> kept(body, was, rate)))),
                perDay);
    }

    /** Without a word on it a burst stays as it was; else it is as large as the rate. */
    private static int kept(BodyReader body, TenantLimits was, int rate) {
        return body.has(BURST) || body.has(RATE)
                ? rate
                : was.rate().map(TenantLimits.Rate::burst).orElse(rate);
    }

    private static Optional<Long> value(BodyReader body, String field, long most) {
        return body.isNull(field) ? Optional.empty() : body.number(field, 1, most);
    }
}
