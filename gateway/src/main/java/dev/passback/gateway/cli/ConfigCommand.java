package dev.passback.gateway.cli;

import dev.passback.gateway.Config;
import dev.passback.gateway.ConfigException;
import dev.passback.gateway.settings.Given;
import dev.passback.gateway.settings.Manual;
import dev.passback.gateway.settings.Setting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code config}: what is in force, where it comes from, and what is wrong with it. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Tell every setting that is in force, where it comes from, and all that is wrong. Secrets are not shown.",
            "Exit code 1 if serve would refuse to start with them."
        },
        footer = {
            "",
            "All settings with what they do:  ./passback config --manual",
            "As a file to change:             ./passback config --manual > passback.conf",
            "                                 export PASSBACK_CONFIG_FILE=passback.conf"
        })
public final class ConfigCommand implements Callable<Integer> {

    private static final String DEFAULT = "default";

    @Option(names = "--manual", description = "print the annotated file of all settings instead")
    private boolean manual;

    @Mixin
    private Out out = new Out();

    /** A line of what is in force. */
    private record Line(Setting setting, String value, String from) {

        static Line of(Setting setting, Given given) {
            Optional<String> origin = given.origin(setting.name());
            String value = given.values().getOrDefault(setting.name(), "");
            return new Line(
                    setting,
                    origin.isEmpty() ? setting.standard() : value.isBlank() ? "(in that file)" : setting.shown(value),
                    origin.orElse(DEFAULT));
        }

        JsonObject json() {
            return new JsonObject()
                    .put("name", setting.name())
                    .put("value", value)
                    .put("from", from);
        }
    }

    @Override
    public Integer call() {
        if (manual) {
            System.out.print(Manual.current().text());
            return 0;
        }
        Given given = Given.of(System.getenv());
        List<Line> lines = Manual.current().settings().stream()
                .map(setting -> Line.of(setting, given))
                .toList();
        List<String> wrong = wrong(given);
        out.print(
                new JsonObject()
                        .put(
                                "settings",
                                new JsonArray(lines.stream().map(Line::json).toList()))
                        .put("wrong", new JsonArray(wrong)),
                table(lines).text());
        if (wrong.isEmpty()) {
            return 0;
        }
        throw new ConfigException(wrong);
    }

    private static List<String> wrong(Given given) {
        try {
            Config.read(given);
            return List.of();
        } catch (ConfigException all) {
            return all.wrong();
        }
    }

    private static Table table(List<Line> lines) {
        Table table = new Table("SETTING", "VALUE", "FROM");
        lines.forEach(line -> table.add(line.setting.name(), line.value.isEmpty() ? "-" : line.value, line.from));
        return table;
    }
}
