package dev.passback.gateway.cli;

import dev.passback.db.DatabaseAddress;
import dev.passback.db.Migrations;
import dev.passback.db.sample.SampleDatabase;
import dev.passback.db.sample.SampleMade;
import dev.passback.db.sample.SampleSize;
import dev.passback.db.statistics.Fold;
import dev.passback.gateway.Environment;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code generate}: fills a database with submissions that never were. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Fill the database of PASSBACK_DATABASE_URL with made-up submissions: for measuring, and for trying the pages.",
            "They look as real ones do: delivered, with warnings, refused, retried, expired, held, and waiting behind"
                    + " integrations that are blocked or paused. Their tenants are called sample-…, their integrations lead"
                    + " nowhere (https://ats.invalid) and their credentials open nothing.",
            "A database that holds real submissions is refused, because what is made here cannot be taken out again,"
                    + " and because problems are counted anew: what people said of them is lost.",
            "Needs the role that owns the schema; a million submissions take about half a minute and two gigabytes."
        },
        footer = {
            "",
            "Try it:   ./passback generate --submissions 100000",
            "Measure:  ./passback generate --submissions 20000000 --tenants 20 --integrations 200 --days 365"
        })
public final class GenerateCommand implements Callable<Integer> {

    private static final int MOST_FAILURES = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--submissions",
            paramLabel = "N",
            description = "how many; ${DEFAULT-VALUE} by default",
            defaultValue = "100000")
    private long submissions;

    @Option(
            names = "--tenants",
            paramLabel = "N",
            description = "of how many tenants; ${DEFAULT-VALUE} by default",
            defaultValue = "5")
    private int tenants;

    @Option(
            names = "--integrations",
            paramLabel = "N",
            description = "for how many integrations, the first of which get most; ${DEFAULT-VALUE} by default",
            defaultValue = "40")
    private int integrations;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "how far back they reach; ${DEFAULT-VALUE} by default. Partitions of past months are made",
            defaultValue = "90")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of what is left to chance: the same one makes the same; ${DEFAULT-VALUE} by default",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "when the last one was accepted, such as 2026-11-26T08:00:00Z; now by default",
            converter = InstantConverter.class)
    private @Nullable Instant until;

    @Option(
            names = "--yes",
            description =
                    "I know that this database holds real submissions, and that made-up ones cannot be taken out again")
    private boolean yes;

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        SampleSize size = size();
        Environment environment = Environment.current();
        var address = environment.required("PASSBACK_DATABASE_URL", DatabaseAddress::parse);
        environment.complain();
        Migrations.migrate(address.orElseThrow());
        SampleDatabase database = new SampleDatabase(address.orElseThrow(), System.err::println);
        if (!yes && database.holdsRealSubmissions()) {
            throw new CommandFailure(
                    "this database holds real submissions. Made-up ones would stand among them for good: in the"
                            + " lists, the numbers and the audit log. Use a database of its own, or say --yes if that is what you want");
        }
        SampleMade made = database.make(size);
        count(environment, size);
        out.print(json(made), sentence(made));
        return 0;
    }

    /** The overview and the problems count what is loaded as they count what happens; a running gateway would do it too, in its time. */
    private static void count(Environment environment, SampleSize size) {
        System.err.println("Counting it for the overview and the problems");
        try (Session session = Session.open(environment)) {
            Fold fold = new Fold(session.pool());
            session.await(fold.beginAnew(
                    size.until().minus(Duration.ofDays(size.days())).atOffset(ZoneOffset.UTC)));
            int failures = 0;
            for (boolean more = true; more && failures < MOST_FAILURES; ) {
                try {
                    more = session.await(fold.round()).more();
                    failures = 0;
                } catch (RuntimeException tooMuchAtOnce) {
                    // the next round takes less
                    failures++;
                }
            }
        }
    }

    private SampleSize size() {
        try {
            Instant end = until == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : until;
            return new SampleSize(submissions, tenants, integrations, days, seed, end);
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(), String.valueOf(wrong.getMessage()));
        }
    }

    private static JsonObject json(SampleMade made) {
        return new JsonObject()
                .put("submissions", made.submissions())
                .put("attempts", made.attempts())
                .put("warnings", made.warnings())
                .put("acts", made.acts())
                .put("tenants", made.tenants())
                .put("integrations", made.integrations())
                .put("seconds", made.took().toSeconds());
    }

    private static String sentence(SampleMade made) {
        return "Made in %d s: %,d submissions with %,d attempts, %,d warnings and %,d acts of people, for %d integrations of %d tenants."
                .formatted(
                        made.took().toSeconds(),
                        made.submissions(),
                        made.attempts(),
                        made.warnings(),
                        made.acts(),
                        made.integrations(),
                        made.tenants());
    }

    /** A moment in the form of ISO 8601. */
    static final class InstantConverter implements CommandLine.ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return Instant.parse(text);
        }
    }
}
