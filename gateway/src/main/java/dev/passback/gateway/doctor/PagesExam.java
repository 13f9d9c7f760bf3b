package dev.passback.gateway.doctor;

import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.checkup.Vitals;
import dev.passback.gateway.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;

/** The databases that only the pages go to: by a role of their own, and the replica of their lists. */
final class PagesExam {

    private final Vertx vertx;
    private final Config config;

    PagesExam(Vertx vertx, Config config) {
        this.vertx = vertx;
        this.config = config;
    }

    /** Nothing where the pages go to the gateway's database, or do not run here. */
    Future<List<Finding>> findings() {
        List<Future<Finding>> all = new ArrayList<>();
        if (config.roles().contains(Config.Role.UI)) {
            config.uiDatabase()
                    .ifPresent(address -> all.add(look(address, "pages' database", "PASSBACK_UI_DATABASE_URL")));
            config.uiLists()
                    .ifPresent(address -> all.add(look(address, "lists' replica", "PASSBACK_UI_LISTS_DATABASE_URL")));
        }
        return Future.join(all).map(done -> all.stream().map(Future::result).toList());
    }

    private Future<Finding> look(DatabaseAddress address, String about, String setting) {
        Pool pool = Database.openForCommand(vertx, address);
        return new Vitals(pool)
                .missingRights(false)
                .transform((lacking, away) -> Future.succeededFuture(
                        away == null ? rights(about, address, lacking) : silent(about, address, setting, away)))
                .eventually(pool::close);
    }

    private static Finding rights(String about, DatabaseAddress address, List<String> lacking) {
        return lacking.isEmpty()
                ? Finding.ok(about, at(address) + " answers, and the role may what the pages must")
                : Finding.wrong(
                        about,
                        "the role " + address.user() + " lacks " + String.join(", ", lacking),
                        "As the schema's owner: ./passback migrate --ui-role " + address.user());
    }

    private static Finding silent(String about, DatabaseAddress address, String setting, Throwable away) {
        return Finding.wrong(
                about,
                at(address) + " does not answer: " + away.getMessage(),
                "Is it up, is " + setting + " right, and may this machine connect (pg_hba.conf, firewall)?");
    }

    private static String at(DatabaseAddress address) {
        return address.host() + ":" + address.port();
    }
}
