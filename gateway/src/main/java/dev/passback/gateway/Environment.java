package dev.passback.gateway;

import dev.passback.gateway.Config.Role;
import dev.passback.gateway.settings.DurationText;
import dev.passback.gateway.settings.Given;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads settings from variables and collects what is wrong with them, so that {@link #complain()} can name everything at once.
 * A setting {@code X} may also stand in a file that {@code X_FILE} names. Values never enter a message: they may be secrets.
 */
public final class Environment {

    private final Map<String, String> variables;
    private final List<String> wrong = new ArrayList<>();

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** What is set for this process: by its variables, and by the file that {@value Given#CONFIG_FILE} names. */
    public static Environment current() {
        return of(Given.of(System.getenv()));
    }

    static Environment of(Given given) {
        Environment environment = new Environment(given.values());
        given.problems().forEach(environment::complain);
        return environment;
    }

    /** Fails if anything that was asked for so far is missing or wrong. */
    public void complain() {
        if (!wrong.isEmpty()) {
            throw new ConfigException(wrong);
        }
    }

    public Optional<String> text(String name) {
        Optional<String> direct = Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
        return direct.or(() -> Optional.ofNullable(variables.get(name + "_FILE"))
                        .filter(file -> !file.isBlank())
                        .flatMap(file -> content(name + "_FILE", file)))
                .map(String::strip);
    }

    public <T> Optional<T> required(String name, Function<String, T> parse) {
        Optional<String> text = text(name);
        if (text.isEmpty() && wrong.stream().noneMatch(complaint -> complaint.startsWith(name))) {
            wrong.add(name + " is not set");
        }
        return text.flatMap(value -> parsed(name, value, parse));
    }

    <T> Optional<T> optional(String name, Function<String, T> parse) {
        return text(name).flatMap(value -> parsed(name, value, parse));
    }

    /** The variable itself, whatever it means. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** What becomes of a value that is there; an {@link IllegalArgumentException} is one more thing that is wrong. */
    <T> Optional<T> checked(String name, String value, Function<String, T> parse) {
        return parsed(name, value, parse);
    }

    public <T> Optional<T> optionalFile(String name, Function<String, T> parse) {
        return variable(name).flatMap(file -> content(name, file)).flatMap(content -> parsed(name, content, parse));
    }

    public int port(String name, int standard) {
        return text(name)
                .flatMap(value -> parsed(name, value, Environment::port))
                .orElse(standard);
    }

    private static int port(String value) {
        int port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : -1;
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("must be a port, 0 to 65535; 0 means any that is free");
        }
        return port;
    }

    boolean flag(String name, boolean standard) {
        return text(name)
                .flatMap(value -> parsed(name, value, Environment::flag))
                .orElse(standard);
    }

    private static Boolean flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    Optional<URI> url(String name) {
        return parsed(name, Environment::webUrl);
    }

    static URI webUrl(String value) {
        try {
            URI url = new URI(value);
            if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
                return url;
            }
        } catch (URISyntaxException quotesTheValue) {
            // as wrong as one without a host
        }
        throw new IllegalArgumentException("must be an absolute URL such as https://passback.example.com/v1");
    }

    public Set<String> list(String name) {
        return text(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    Duration duration(String name, Duration standard) {
        return parsed(name, DurationText::parse).orElse(standard);
    }

    Set<Role> roles() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : list("PASSBACK_ROLES")) {
            Arrays.stream(Role.values())
                    .filter(role -> role.name().equalsIgnoreCase(name))
                    .findFirst()
                    .ifPresentOrElse(
                            roles::add, () -> wrong.add("PASSBACK_ROLES may hold gateway and ui, nothing else"));
        }
        return roles.isEmpty() ? EnumSet.allOf(Role.class) : roles;
    }

    /** A setting that may be absent and has a form. */
    <T> Optional<T> parsed(String name, Function<String, T> parse) {
        return text(name).flatMap(value -> parsed(name, value, parse));
    }

    /** The file that a setting names. */
    Optional<Path> path(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(file -> !file.isBlank())
                .flatMap(file -> parsed(name, file, Path::of));
    }

    /** Notes what is wrong, for {@link #complain()}. */
    void complain(String complaint) {
        wrong.add(complaint);
    }

    private Optional<String> content(String name, String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)));
        } catch (IOException | RuntimeException unreadable) {
            wrong.add(name + " names a file that cannot be read");
            return Optional.empty();
        }
    }

    private <T> Optional<T> parsed(String name, String value, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(value));
        } catch (IllegalArgumentException bad) {
            wrong.add(name + " is wrong: " + bad.getMessage());
            return Optional.empty();
        }
    }
}
