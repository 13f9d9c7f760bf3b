package dev.passback.gateway.doctor;

import dev.passback.db.checkup.Vitals;
import dev.passback.db.checkup.Vitals.Behind;
import dev.passback.db.checkup.Vitals.Bloated;
import dev.passback.db.checkup.Vitals.OldTransaction;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Whether the schema is whole, the role may what it must, and nothing holds vacuum or replication up. */
final class SchemaExam {

    private final Vitals vitals;
    private final boolean gateway;

    /**
     * An exam.
     *
     * @param gateway whether the role must be able to do what the API and the engine do; else what the pages do
     */
    SchemaExam(Vitals vitals, boolean gateway) {
        this.vitals = vitals;
        this.gateway = gateway;
    }

    Future<List<Finding>> findings() {
        List<Future<Finding>> all = List.of(
                vitals.missingRights(gateway).map(SchemaExam::rights),
                vitals.missingPartitions().map(SchemaExam::partitions),
                vitals.unplaced().map(SchemaExam::unplaced),
                vitals.bloated().map(SchemaExam::bloat),
                vitals.oldTransactions().map(SchemaExam::transactions),
                vitals.behind().map(SchemaExam::replication));
        return Future.join(all).map(done -> all.stream().map(Future::result).toList());
    }

    private static Finding rights(List<String> missing) {
        return none(
                missing,
                "rights",
                "the role may what it must",
                lacking -> Finding.wrong(
                        "rights",
                        "the role lacks " + String.join(", ", lacking),
                        "As the schema's owner: ./passback migrate --gateway-role NAME --ui-role NAME"));
    }

    private static Finding partitions(List<String> missing) {
        return none(
                missing,
                "partitions",
                "of this month and the next are there",
                lacking -> Finding.wrong(
                        "partitions",
                        "missing: " + String.join(", ", lacking),
                        "A node with the role gateway makes them within the hour; if one runs, its log has why not."));
    }

    private static Finding unplaced(List<String> holding) {
        return none(
                holding,
                "unplaced rows",
                "none",
                tables -> Finding.warning(
                        "unplaced rows",
                        String.join(", ", tables) + " should be empty",
                        "Partitions were made too late. Nothing is lost; retention does not reach these rows."));
    }

    private static Finding bloat(List<Bloated> tables) {
        return none(
                tables,
                "vacuum",
                "is not behind",
                behind -> Finding.warning(
                        "vacuum",
                        "%s has %,d dead rows to %,d living"
                                .formatted(
                                        behind.getFirst().table(),
                                        behind.getFirst().dead(),
                                        behind.getFirst().living()),
                        "VACUUM (ANALYZE) " + behind.getFirst().table()
                                + "; and look for what holds it up: old transactions, replication slots."));
    }

    private static Finding transactions(List<OldTransaction> old) {
        return none(
                old,
                "transactions",
                "none is old",
                open -> Finding.warning(
                        "transactions",
                        "one of %s has been open for %d min"
                                .formatted(
                                        open.getFirst().application().isEmpty()
                                                ? "an unnamed program"
                                                : open.getFirst().application(),
                                        open.getFirst().seconds() / 60),
                        "Vacuum removes nothing meanwhile. pg_terminate_backend("
                                + open.getFirst().pid() + ") ends it."));
    }

    private static Finding replication(List<Behind> behind) {
        return none(
                behind,
                "replication",
                "nothing is behind",
                late -> Finding.warning(
                        "replication",
                        "%s %s is %,d MB behind"
                                .formatted(
                                        late.getFirst().slot() ? "the slot" : "the standby",
                                        late.getFirst().name(),
                                        late.getFirst().bytes() >> 20),
                        late.getFirst().slot()
                                ? "The write-ahead log is kept for it until the disk is full. If nobody needs it, drop it with"
                                        + " pg_drop_replication_slot('"
                                        + late.getFirst().name() + "')"
                                : "Look at its machine and the network."));
    }

    private static <T> Finding none(List<T> found, String about, String well, Function<List<T>, Finding> otherwise) {
        return found.isEmpty() ? Finding.ok(about, well) : otherwise.apply(found);
    }
}
