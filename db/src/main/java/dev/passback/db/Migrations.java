package dev.passback.db;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date. One of the two users of JDBC (the other writes samples); blocks for as long as the changes take. */
public final class Migrations {

    private Migrations() {}

    /**
     * Applies what is missing, once, whoever else tries at the same time.
     *
     * @return how many migrations were applied; 0 when the schema was up to date
     * @throws MigrationFailedException if the database cannot be reached or refuses a migration; a failed one leaves nothing
     */
    public static int migrate(DatabaseAddress address) {
        try {
            return flyway(address).migrate().migrationsExecuted;
        } catch (FlywayException failed) {
            throw new MigrationFailedException(failed);
        }
    }

    /**
     * How many migrations are still to be applied.
     *
     * @throws MigrationFailedException if the database cannot be reached
     */
    public static int pending(DatabaseAddress address) {
        try {
            return flyway(address).info().pending().length;
        } catch (FlywayException failed) {
            throw new MigrationFailedException(failed);
        }
    }

    private static Flyway flyway(DatabaseAddress address) {
        return Flyway.configure()
                .dataSource(
                        address.jdbcUrl(), address.user(), address.password().reveal())
                .locations("classpath:db/migration")
                .load();
    }

    /** The schema could not be brought up to date. */
    public static final class MigrationFailedException extends RuntimeException {
        MigrationFailedException(FlywayException cause) {
            super("the database's schema could not be brought up to date: " + firstLine(cause), cause);
        }

        private static String firstLine(FlywayException cause) {
            return String.valueOf(cause.getMessage()).lines().findFirst().orElse("unknown reason");
        }
    }
}
