package dev.passback.gateway.cli;

import dev.passback.db.Migrations.MigrationFailedException;
import dev.passback.db.access.RoleRefusedException;
import dev.passback.db.embedded.EmbeddedPostgresException;
import dev.passback.gateway.ConfigException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** One clear sentence on standard error for whatever went wrong; a stack trace only for our own faults, and then in the log. */
public final class CommandLineErrors implements CommandLine.IExecutionExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.cli");
    private static final String NO_TABLE = "42P01";

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        commandLine.getErr().println("passback: " + sentence(failure));
        return 1;
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case CommandFailure known -> String.valueOf(known.getMessage());
            case ConfigException wrong -> String.valueOf(wrong.getMessage());
            case EmbeddedPostgresException refused -> String.valueOf(refused.getMessage());
            case RoleRefusedException refused -> String.valueOf(refused.getMessage());
            case MigrationFailedException failed -> String.valueOf(failed.getMessage());
            case ConnectException away -> "the database cannot be reached: " + away.getMessage();
            case PgException refused
            when NO_TABLE.equals(refused.getSqlState()) ->
                "the database holds no schema of Passback yet; run: ./passback migrate";
            case PgException refused -> "the database refused: " + refused.getErrorMessage();
            case VertxException silent -> "the database does not answer: " + silent.getMessage();
            case IllegalStateException state when state.getMessage() != null -> state.getMessage();
            default -> {
                LOGGER.atError().setCause(failure).log("the command failed for a reason nobody thought of");
                yield "failed: " + failure;
            }
        };
    }
}
