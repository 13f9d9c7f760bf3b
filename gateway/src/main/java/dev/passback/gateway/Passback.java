package dev.passback.gateway;

import dev.passback.gateway.cli.AuditCommand;
import dev.passback.gateway.cli.CommandLineErrors;
import dev.passback.gateway.cli.ConfigCommand;
import dev.passback.gateway.cli.DemoCommand;
import dev.passback.gateway.cli.DoctorCommand;
import dev.passback.gateway.cli.DurationConverter;
import dev.passback.gateway.cli.EraseCommand;
import dev.passback.gateway.cli.GenerateCommand;
import dev.passback.gateway.cli.IntegrationCommand;
import dev.passback.gateway.cli.KeyCommand;
import dev.passback.gateway.cli.ManagementKeyCommand;
import dev.passback.gateway.cli.MigrateCommand;
import dev.passback.gateway.cli.PurgeCommand;
import dev.passback.gateway.cli.SandboxCommand;
import dev.passback.gateway.cli.SecretsCommand;
import dev.passback.gateway.cli.ServeCommand;
import dev.passback.gateway.cli.StaffCommand;
import dev.passback.gateway.cli.TenantCommand;
import dev.passback.gateway.cli.WebhookCommand;
import dev.passback.gateway.ops.Build;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Main. Exit code 0: done; 1: failed; 2: called wrongly. */
@Command(
        name = "passback",
        description = "Takes assessment results home: a durable gateway to applicant tracking systems.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Passback.Version.class,
        footer = {
            "",
            "First steps:  ./passback demo        all in one, with data to look at",
            "In earnest:   ./passback secrets init, migrate, tenant create, key create,",
            "              integration create, staff create, serve"
        })
public final class Passback {

    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            ServeCommand.class,
            MigrateCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            GenerateCommand.class,
            SandboxCommand.class,
            SecretsCommand.class,
            TenantCommand.class,
            KeyCommand.class,
            ManagementKeyCommand.class,
            IntegrationCommand.class,
            StaffCommand.class,
            WebhookCommand.class,
            AuditCommand.class,
            PurgeCommand.class,
            EraseCommand.class);

    public static void main(String[] arguments) {
        chooseLogFormat(arguments);
        CommandLineErrors errors = new CommandLineErrors();
        int exitCode = commandLine(arguments)
                .registerConverter(Duration.class, new DurationConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(errors)
                .execute(arguments);
        System.exit(exitCode);
    }

    /** Only the command that is asked for is read: reading all takes 0.3 s. */
    static CommandLine commandLine(String... arguments) {
        CommandLine program = new CommandLine(new Passback());
        List<Class<?>> asked = COMMANDS.stream()
                .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
                .toList();
        (asked.isEmpty() ? COMMANDS : asked).forEach(program::addSubcommand);
        return program;
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /** Logs are JSON for machines, but a person reads those of the demo. Set before the first logger is made. */
    private static void chooseLogFormat(String[] arguments) {
        boolean demo = Arrays.asList(arguments).contains("demo");
        String format = System.getenv().getOrDefault("PASSBACK_LOG_FORMAT", demo ? "text" : "json");
        if (format.equals("text") && System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-text.xml");
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"passback " + Build.current().version()};
        }
    }
}
