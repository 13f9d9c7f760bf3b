package dev.passback.adminui.problem;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.PathText;
import dev.passback.core.problem.ProblemId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.problem.ProblemFilter;
import dev.passback.db.problem.ProblemState;
import dev.passback.db.problem.ProblemStore;
import dev.passback.db.problem.ProblemView;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which problems are asked for: the page's address. Without a state, those that are not over.
 *
 * @param form the filter as it was filled in
 */
record ProblemQuery(Form form, Optional<ProblemStore.After> after) {

    static final String ANY = "any";

    private static final List<String> FIELDS = List.of("state", "kind", "tenant", "integration", "text");
    private static final Set<ProblemState> UNRESOLVED = EnumSet.complementOf(EnumSet.of(ProblemState.RESOLVED));

    static ProblemQuery read(RoutingContext ctx) {
        Form form = Form.empty("filter");
        for (String field : FIELDS) {
            form = form.with(
                    field, PathText.parameter(ctx, field).map(String::strip).orElse(""));
        }
        return new ProblemQuery(form, PathText.parameter(ctx, "after").flatMap(ProblemQuery::after));
    }

    private static Optional<ProblemStore.After> after(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 2 || !parts[0].matches("\\d{1,17}")) {
            return Optional.empty();
        }
        return ProblemId.parse(parts[1]).map(id -> new ProblemStore.After(time(parts[0]), id));
    }

    /** A point in time from the microseconds that {@link #micros} gave. */
    static OffsetDateTime time(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static String micros(OffsetDateTime time) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()));
    }

    /** The tenant whose problems alone are asked for. */
    Optional<String> tenant() {
        return value("tenant");
    }

    ProblemFilter filter(Optional<Set<TenantId>> tenants) {
        return new ProblemFilter(
                tenants,
                states(),
                Arrays.stream(ProblemKind.values())
                        .filter(kind -> form.has("kind", kind.word()))
                        .findFirst(),
                value("integration"),
                Optional.empty(),
                value("text"));
    }

    private Set<ProblemState> states() {
        if (form.has("state", ANY)) {
            return Set.of();
        }
        return ProblemState.ofWord(form.value("state")).map(Set::of).orElse(UNRESOLVED);
    }

    private Optional<String> value(String field) {
        return Optional.of(form.value(field)).filter(text -> !text.isEmpty());
    }

    boolean isFiltered() {
        return FIELDS.stream().anyMatch(field -> value(field).isPresent());
    }

    /** The page that begins after this line. */
    String after(ProblemView last) {
        List<String> parts = new ArrayList<>();
        for (String field : FIELDS) {
            value(field).ifPresent(text -> parts.add(field + "=" + PathText.encoded(text)));
        }
        parts.add("after=" + micros(last.lastSeen()) + "-" + last.id());
        return "/problems?" + String.join("&", parts);
    }
}
