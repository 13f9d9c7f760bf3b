package dev.passback.db.delivery;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.problem.Cause;
import dev.passback.core.problem.ProblemId;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Settlements as the columns that the one statement takes, in the order of its parameters. */
final class SettlementColumns {

    private record Warned(UUID lease, Integer attempt, Integer no, String message, Long problem) {}

    private final List<Settlement> rows;

    private SettlementColumns(List<Settlement> rows) {
        this.rows = rows;
    }

    static Tuple of(TenantId tenant, List<Settlement> rows, Duration probePause) {
        Tuple values = Tuple.tuple().addValue(tenant.value());
        SettlementColumns columns = new SettlementColumns(rows);
        columns.addSubmissions(values);
        columns.addAnswers(values);
        columns.addTimings(values);
        List<Warned> warned = columns.warned();
        addWarnings(values, warned);
        return values.addValue(probePause.toMillis())
                .addValue(columns.column(Integer[]::new, row -> row.claimed().credentialVersion()))
                .addValue(columns.column(Long[]::new, SettlementColumns::problem))
                .addValue(warned.stream().map(Warned::problem).toArray(Long[]::new))
                .addValue(columns.begun(Comparator.naturalOrder()))
                .addValue(columns.begun(Comparator.reverseOrder()));
    }

    /** The time of the attempt that is first in this order. */
    private OffsetDateTime begun(Comparator<OffsetDateTime> order) {
        return rows.stream().map(row -> row.claimed().begunAt()).min(order).orElseThrow();
    }

    private void addSubmissions(Tuple values) {
        values.addValue(column(UUID[]::new, row -> row.claimed().id().value()))
                .addValue(column(UUID[]::new, row -> row.claimed().lease()))
                .addValue(column(Integer[]::new, row -> row.claimed().attempt()))
                .addValue(column(OffsetDateTime[]::new, row -> row.claimed().begunAt()))
                .addValue(column(String[]::new, row -> row.next().state().word()))
                .addValue(column(Long[]::new, row -> delay(row.next())))
                .addValue(column(
                        String[]::new, row -> row.result().outcome().kind().word()))
                .addValue(column(String[]::new, row -> row.result().outcome().reason()));
    }

    private void addAnswers(Tuple values) {
        values.addValue(column(Integer[]::new, row -> ofAnswer(row, Answer::status)))
                .addValue(column(String[]::new, row -> ofError(row, UpstreamError::code)))
                .addValue(column(String[]::new, row -> ofError(row, UpstreamError::title)))
                .addValue(column(String[]::new, row -> ofError(row, UpstreamError::message)))
                .addValue(column(String[]::new, row -> ofError(row, UpstreamError::logUrl)))
                .addValue(column(String[]::new, row -> ofAnswer(row, answer -> json(answer.headers()))))
                .addValue(column(String[]::new, row -> ofAnswer(row, Answer::body)))
                .addValue(column(Boolean[]::new, row -> ofAnswer(row, Answer::truncated)));
    }

    private void addTimings(Tuple values) {
        values.addValue(column(Long[]::new, row -> micros(row, Timing::connect)))
                .addValue(column(Long[]::new, row -> micros(row, Timing::waiting)))
                .addValue(column(Long[]::new, row -> micros(row, Timing::reading)))
                .addValue(column(Integer[]::new, row -> warnings(row.result()).size()))
                .addValue(
                        column(String[]::new, row -> row.claimed().integration().id()));
    }

    private List<Warned> warned() {
        return rows.stream()
                .flatMap(row -> IntStream.range(0, warnings(row.result()).size())
                        .mapToObj(no -> warned(row, no, warnings(row.result()).get(no))))
                .toList();
    }

    private static Warned warned(Settlement row, int no, String message) {
        Claimed claimed = row.claimed();
        ProblemId problem = Cause.ofWarning(message).on(claimed.integration());
        return new Warned(claimed.lease(), claimed.attempt(), no + 1, message, problem.value());
    }

    private static void addWarnings(Tuple values, List<Warned> warned) {
        values.addValue(warned.stream().map(Warned::lease).toArray(UUID[]::new))
                .addValue(warned.stream().map(Warned::attempt).toArray(Integer[]::new))
                .addValue(warned.stream().map(Warned::no).toArray(Integer[]::new))
                .addValue(warned.stream().map(Warned::message).toArray(String[]::new));
    }

    private static @Nullable Long problem(Settlement row) {
        return Cause.of(row.result())
                .map(cause -> cause.on(row.claimed().integration()).value())
                .orElse(null);
    }

    private <T> T[] column(IntFunction<T[]> array, Function<Settlement, @Nullable T> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static @Nullable Long delay(NextStep next) {
        return switch (next) {
            case NextStep.Again again -> again.delay().toMillis();
            case NextStep.AwaitRelease release -> 0L;
            case NextStep.Delivered done -> null;
            case NextStep.Rejected no -> null;
            case NextStep.Expired late -> null;
            case NextStep.Held held -> null;
        };
    }

    private static <T> @Nullable T ofAnswer(Settlement row, Function<Answer, T> value) {
        return row.result().answer().map(value).orElse(null);
    }

    private static @Nullable String ofError(Settlement row, Function<UpstreamError, @Nullable String> value) {
        return row.result().answer().flatMap(Answer::error).map(value).orElse(null);
    }

    private static Long micros(Settlement row, Function<Timing, Duration> part) {
        return part.apply(row.result().timing()).toNanos() / 1_000;
    }

    private static List<String> warnings(AttemptResult result) {
        return result.outcome() instanceof Outcome.Accepted taken ? taken.warnings() : List.of();
    }

    private static String json(Map<String, String> headers) {
        JsonObject object = new JsonObject();
        headers.forEach(object::put);
        return object.encode();
    }
}
