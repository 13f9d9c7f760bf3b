package dev.passback.db.delivery;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Settlements as the columns that the one statement takes, in the order of its parameters. */
final class SettlementColumns {

    private record Warned(UUID lease, Integer attempt, Integer no, String message) {}

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
        columns.addWarnings(values);
        values.addValue(probePause.toMillis())
                .addValue(columns.column(Integer[]::new, row -> row.claimed().credentialVersion()));
        return values;
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

    private void addWarnings(Tuple values) {
        List<Warned> warned = rows.stream()
                .flatMap(row -> java.util.stream.IntStream.range(
                                0, warnings(row.result()).size())
                        .mapToObj(no -> new Warned(
                                row.claimed().lease(),
                                row.claimed().attempt(),
                                no + 1,
                                warnings(row.result()).get(no))))
                .toList();
        values.addValue(warned.stream().map(Warned::lease).toArray(UUID[]::new))
                .addValue(warned.stream().map(Warned::attempt).toArray(Integer[]::new))
                .addValue(warned.stream().map(Warned::no).toArray(Integer[]::new))
                .addValue(warned.stream().map(Warned::message).toArray(String[]::new));
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
