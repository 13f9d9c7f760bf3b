package dev.passback.db.export;

import dev.passback.core.job.JobAct;
import dev.passback.core.submission.WebLink;
import dev.passback.db.submission.SubmissionLine;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a list is written to a file: what the page shows and no more. Of a result's address that is its host: the rest is masked on the page
 * too.
 */
public enum FileFormat {
    CSV("text/csv; charset=utf-8; header=present") {
        @Override
        public String head() {
            return COLUMNS.stream().map(Column::name).collect(Collectors.joining(",")) + "\r\n";
        }

        @Override
        String line(SubmissionLine line) {
            return COLUMNS.stream()
                            .map(column -> column.value().apply(line))
                            .map(value -> value == null ? "" : cell(value.toString()))
                            .collect(Collectors.joining(","))
                    + "\r\n";
        }
    },
    NDJSON("application/x-ndjson") {
        @Override
        public String head() {
            return "";
        }

        @Override
        String line(SubmissionLine line) {
            JsonObject object = new JsonObject();
            COLUMNS.forEach(column -> object.put(column.name(), column.value().apply(line)));
            return object.encode() + "\n";
        }
    };

    private record Column(String name, Function<SubmissionLine, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("submission_id", line -> line.id().toString()),
            new Column("state", line -> line.state().word()),
            new Column("warnings", SubmissionLine::warnings),
            new Column("may_be_doubled", SubmissionLine::mayBeDoubled),
            new Column("tenant", line -> line.tenant().name()),
            new Column("integration_id", SubmissionLine::integration),
            new Column("integration_label", SubmissionLine::integrationLabel),
            new Column("target_kind", line -> line.target().kind().word()),
            new Column("target_id", line -> line.target().id()),
            new Column("label", SubmissionLine::label),
            new Column("url_host", line -> WebLink.masked(line.url()).host()),
            new Column("attempts", SubmissionLine::attempts),
            new Column(
                    "last_status",
                    line -> line.last().flatMap(last -> last.status()).orElse(null)),
            new Column(
                    "last_code",
                    line -> line.last().flatMap(last -> last.code()).orElse(null)),
            new Column("accepted_at", line -> line.acceptedAt().toInstant().toString()),
            new Column(
                    "settled_at",
                    line -> line.settledAt()
                            .map(at -> at.toInstant().toString())
                            .orElse(null)),
            new Column(
                    "took_ms",
                    line -> line.settledAt()
                            .map(at -> Duration.between(line.acceptedAt(), at).toMillis())
                            .orElse(null)));

    private final String type;

    FileFormat(String type) {
        this.type = type;
    }

    /** Its media type. */
    public String type() {
        return type;
    }

    /** Such as {@code csv}, which is how its name ends too. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FileFormat> ofWord(@Nullable String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** What an act writes; nothing if it changes submissions instead. */
    public static Optional<FileFormat> of(JobAct act) {
        return switch (act) {
            case EXPORT_CSV -> Optional.of(CSV);
            case EXPORT_NDJSON -> Optional.of(NDJSON);
            case SEND_AGAIN, RELEASE, HOLD, CANCEL -> Optional.empty();
        };
    }

    /** What stands before the lines. */
    public abstract String head();

    /** These lines, each with its end. */
    public String lines(List<SubmissionLine> lines) {
        return lines.stream().map(this::line).collect(Collectors.joining());
    }

    abstract String line(SubmissionLine line);

    /** A cell that a spreadsheet takes for text, whatever it begins with: label and ids are what strangers sent. */
    static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") && !safe.startsWith(" ") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
