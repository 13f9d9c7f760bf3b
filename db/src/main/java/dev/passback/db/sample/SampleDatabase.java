package dev.passback.db.sample;

import dev.passback.db.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Fills a database with submissions that never were. Blocks; needs the role that owns the schema. */
public final class SampleDatabase {

    private final DatabaseAddress address;
    private final Consumer<String> progress;

    /** Where, and who is told how it goes. */
    public SampleDatabase(DatabaseAddress address, Consumer<String> progress) {
        this.address = address;
        this.progress = progress;
    }

    static final String HOLDS_REAL = """
            SELECT EXISTS (
              SELECT FROM tenant t
              WHERE NOT EXISTS (SELECT FROM tenant_key k WHERE k.tenant_id = t.id AND k.id = 'sample' || t.id)
                AND EXISTS (SELECT FROM submission s WHERE s.tenant_id = t.id))
            """;

    /** Whether there are submissions that were not made here. */
    public boolean holdsRealSubmissions() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(HOLDS_REAL)) {
            return found.next() && found.getBoolean(1);
        } catch (SQLException failed) {
            throw new SampleFailedException(failed);
        }
    }

    /**
     * Adds a sample. Months are committed one by one: what is there after a failure is whole as far as it goes.
     *
     * @throws SampleFailedException if the database refuses it
     */
    public SampleMade make(SampleSize size) {
        Instant start = Instant.now();
        try (Connection connection = connect();
                MonthlyTable<SampleSubmission> submissions = table("submission", SampleColumns.SUBMISSION);
                MonthlyTable<SampleAttempt> attempts = table("attempt", SampleColumns.ATTEMPT);
                MonthlyTable<SampleColumns.Warning> warnings = table("warning", SampleColumns.WARNING);
                MonthlyTable<SampleAct> acts = table("audit", SampleColumns.AUDIT);
                ExecutorService beside = Executors.newFixedThreadPool(3)) {
            SampleWorld world = SampleWorld.make(connection, size);
            Tables tables = new Tables(submissions, attempts, warnings, acts, beside);
            write(size, world, tables);
            progress.accept("Counting what is where, for the planner");
            analyze(connection);
            return new SampleMade(
                    submissions.rows(),
                    attempts.rows(),
                    warnings.rows(),
                    acts.rows(),
                    size.tenants(),
                    size.integrations(),
                    Duration.between(start, Instant.now()));
        } catch (SQLException failed) {
            throw new SampleFailedException(failed);
        }
    }

    private void write(SampleSize size, SampleWorld world, Tables tables) throws SQLException {
        Chance chance = new Chance(size.seed() + 1);
        SampleStories stories = new SampleStories(world, chance, size.until());
        SampleDays days = new SampleDays(size);
        YearMonth month = MonthlyTable.monthOf(days.start(0));
        tables.begin(month);
        // few, and in one table: one COPY for all
        tables.acts().begin(MonthlyTable.OPEN);
        long written = 0;
        for (int hour = 0; hour < days.hours(); hour++) {
            long upTo = days.upTo(hour + 1, size.submissions());
            double pace = 3_600_000.0 / Math.max(1, upTo - written);
            for (long i = 0; written < upTo; i++, written++) {
                Instant accepted = days.start(hour).plusMillis((long) ((i + chance.fraction()) * pace));
                YearMonth of = MonthlyTable.monthOf(accepted);
                if (!of.equals(month)) {
                    progress.accept("%,d of %,d; the indexes of %s".formatted(written, size.submissions(), month));
                    tables.end();
                    month = of;
                    tables.begin(month);
                }
                tables.add(stories.next(accepted));
            }
        }
        progress.accept("%,d of %,d; the indexes of %s".formatted(written, size.submissions(), month));
        tables.end();
        tables.begin(MonthlyTable.OPEN);
        tables.end();
        tables.acts().end();
    }

    /** The tables in step. */
    private record Tables(
            MonthlyTable<SampleSubmission> submissions,
            MonthlyTable<SampleAttempt> attempts,
            MonthlyTable<SampleColumns.Warning> warnings,
            MonthlyTable<SampleAct> acts,
            ExecutorService beside) {

        void begin(YearMonth month) throws SQLException {
            submissions.begin(month);
            attempts.begin(month);
            warnings.begin(month);
        }

        void add(SampleSubmission told) throws SQLException {
            submissions.add(told, told.settled() == null ? MonthlyTable.OPEN : MonthlyTable.monthOf(told.settled()));
            for (SampleAttempt attempt : told.attempts()) {
                attempts.add(attempt, MonthlyTable.monthOf(attempt.begun()));
                for (int i = 0; i < attempt.warnings().size(); i++) {
                    warnings.add(
                            new SampleColumns.Warning(
                                    attempt, i + 1, attempt.warnings().get(i)),
                            MonthlyTable.monthOf(attempt.ended()));
                }
            }
            for (SampleAct act : told.acts()) {
                acts.add(act, MonthlyTable.OPEN);
            }
        }

        /** Their indexes are built side by side. */
        void end() throws SQLException {
            List<Future<?>> ends = new ArrayList<>();
            for (MonthlyTable<?> table : List.of(submissions, attempts, warnings)) {
                ends.add(beside.submit(ending(table)));
            }
            for (Future<?> ended : ends) {
                await(ended);
            }
        }

        private static Callable<Void> ending(MonthlyTable<?> table) {
            return () -> {
                table.end();
                return null;
            };
        }

        private static void await(Future<?> ended) throws SQLException {
            try {
                ended.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof SQLException sql ? sql : new SQLException(failed.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted", stopped);
            }
        }
    }

    private static void analyze(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE submission, attempt, warning, audit, integration");
        }
    }

    private <R> MonthlyTable<R> table(String name, List<Column<R>> columns) throws SQLException {
        return new MonthlyTable<>(connect(), name, columns);
    }

    // A crash costs no more than the sample, so no commit waits for the disk.
    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(
                address.jdbcUrl(), address.user(), address.password().reveal());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off; SET maintenance_work_mem = '256MB'; SET TimeZone = 'UTC';"
                    + " SET application_name = 'passback-generate'");
        }
        return connection;
    }

    /** The database cannot be reached, or refuses the sample. */
    public static final class SampleFailedException extends RuntimeException {
        SampleFailedException(SQLException cause) {
            super("the sample could not be made: " + cause.getMessage(), cause);
        }
    }
}
