package dev.passback.gateway.doctor;

import dev.passback.db.Migrations;
import dev.passback.db.Migrations.MigrationFailedException;
import dev.passback.db.checkup.Vitals;
import dev.passback.db.credential.ResealStore;
import dev.passback.db.credential.ResealStore.KeyUse;
import dev.passback.gateway.Config;
import dev.passback.gateway.credential.OpeningKeySource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at all that a node needs, and says what is wrong and what to do. Changes nothing, sends nothing. */
public final class Doctor {

    private final Vertx vertx;
    private final Pool pool;
    private final Config config;

    public Doctor(Vertx vertx, Pool pool, Config config) {
        this.vertx = vertx;
        this.pool = pool;
        this.config = config;
    }

    /** All findings, as they were looked for. What cannot be looked at is wrong, not a failure. */
    public Future<List<Finding>> findings() {
        Vitals vitals = new Vitals(pool);
        List<Finding> found = new ArrayList<>(MachineExam.of(config, Instant.now()));
        return vitals.server().transform((server, away) -> {
            if (away != null) {
                found.add(silent(away));
                return Future.succeededFuture(found);
            }
            found.add(Finding.ok("database", address() + " answers"));
            found.addAll(ServerExam.of(server, Instant.now()));
            return schema().compose(schema -> {
                found.add(schema);
                return schema.level() == Finding.Level.WRONG
                        ? Future.succeededFuture(found)
                        : inside(vitals, found).otherwise(failure -> interrupted(found, failure));
            });
        });
    }

    private String address() {
        return config.database().host() + ":" + config.database().port();
    }

    private Finding silent(Throwable away) {
        return Finding.wrong(
                "database",
                address() + " does not answer: " + away.getMessage(),
                "Is it up, is PASSBACK_DATABASE_URL right, and may this machine connect (pg_hba.conf, firewall)?");
    }

    private static List<Finding> interrupted(List<Finding> found, Throwable failure) {
        found.add(Finding.wrong(
                "database",
                "could not be looked at to the end: " + failure.getMessage(),
                "Mend what stands above, and look again."));
        return found;
    }

    private Future<Finding> schema() {
        return vertx.executeBlocking(() -> Migrations.pending(config.database()))
                .transform((pending, failed) ->
                        Future.succeededFuture(failed == null ? pending(pending) : failed(failed)));
    }

    private static Finding failed(Throwable failure) {
        return Finding.wrong(
                "schema",
                failure instanceof MigrationFailedException told
                        ? String.valueOf(told.getMessage())
                        : failure.toString(),
                "./passback migrate says more");
    }

    private static Finding pending(Integer migrations) {
        return migrations > 0
                ? Finding.wrong("schema", migrations + " migrations are missing", "./passback migrate")
                : Finding.ok("schema", "up to date");
    }

    private Future<List<Finding>> inside(Vitals vitals, List<Finding> found) {
        boolean gateway = config.roles().contains(Config.Role.GATEWAY);
        return new SchemaExam(vitals, gateway)
                .findings()
                .onSuccess(found::addAll)
                .compose(looked -> new PagesExam(vertx, config).findings())
                .onSuccess(found::addAll)
                .compose(looked -> gateway ? engine(vitals, found) : Future.succeededFuture(found));
    }

    /** What the role gateway needs besides. */
    private Future<List<Finding>> engine(Vitals vitals, List<Finding> found) {
        return new ResealStore(pool)
                .uses()
                .onSuccess(uses -> found.add(keys(uses)))
                .compose(known -> vitals.upstreams())
                .compose(urls -> new UpstreamExam(vertx, config.upstreams()).findings(urls))
                .map(reached -> {
                    found.addAll(reached);
                    return found;
                });
    }

    private Finding keys(List<KeyUse> uses) {
        Set<Long> had = config.keys()
                .opening()
                .map(OpeningKeySource::atStart)
                .orElseThrow()
                .ids();
        List<Long> missing = uses.stream()
                .filter(use -> use.inForce() > 0)
                .map(KeyUse::keyId)
                .filter(key -> !had.contains(key))
                .toList();
        return missing.isEmpty()
                ? Finding.ok("keys", "open every credential in force")
                : Finding.wrong(
                        "keys",
                        "the opening keys lack " + missing + ", which seal credentials in force",
                        "Give this node the keyset that has them: docs/operating/keys-and-credentials.md");
    }
}
