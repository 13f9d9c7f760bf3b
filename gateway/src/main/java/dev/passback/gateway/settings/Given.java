package dev.passback.gateway.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is set, and where: by variables of the environment, and by the file that one of them names, over which they win. */
public final class Given {

    /** The variable that names the file. */
    public static final String CONFIG_FILE = "PASSBACK_CONFIG_FILE";

    private static final String PREFIX = "PASSBACK_";
    private static final String IN_A_FILE = "_FILE";
    // what the start script, the checks and the tests take
    private static final Pattern OF_SCRIPTS = Pattern.compile(
            "PASSBACK_(HOME|SKIP_BUILD|CHROMIUM|PROMETHEUS_HOME|HAPROXY(_LIBRARIES)?|TEST_DATABASE_URL|CONFIG_FILE)");
    // Kubernetes tells each container of the services beside it: of one called passback by these
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("PASSBACK_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP)(_.*)?)");
    private static final Pattern ADDRESS_OF_KUBERNETES = Pattern.compile("(tcp|udp)://.*");

    private final Map<String, String> variables;
    private final Map<String, String> inFile;
    private final String file;
    private final List<String> problems = new ArrayList<>();

    private Given(Map<String, String> variables) {
        this.variables = variables;
        this.file = variables.getOrDefault(CONFIG_FILE, "");
        this.inFile = file.isBlank() ? Map.of() : read(Path.of(file));
    }

    /** What these variables say, and the file that they name. */
    public static Given of(Map<String, String> variables) {
        return new Given(variables);
    }

    private Map<String, String> read(Path path) {
        try {
            return parse(Files.readString(path));
        } catch (IOException | RuntimeException unreadable) {
            problems.add(CONFIG_FILE + " names a file that cannot be read");
            return Map.of();
        }
    }

    private Map<String, String> parse(String text) {
        Map<String, String> found = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String stripped = line.strip();
            int equals = stripped.indexOf('=');
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            if (equals < 1) {
                problems.add("line " + number + " of " + file + " is not NAME=value");
            } else if (found.put(
                            stripped.substring(0, equals).strip(),
                            stripped.substring(equals + 1).strip())
                    != null) {
                problems.add("line " + number + " of " + file + " sets "
                        + stripped.substring(0, equals).strip() + " again");
            }
        }
        return found;
    }

    /** All that is in force, by name. */
    public Map<String, String> values() {
        Map<String, String> all = new HashMap<>(variables);
        inFile.forEach((name, value) -> {
            if (!isVariable(name)) {
                all.put(name, value);
            }
        });
        return all;
    }

    /** Whether the same setting is a variable, by itself or as the file that holds it. */
    private boolean isVariable(String name) {
        String other =
                name.endsWith(IN_A_FILE) ? name.substring(0, name.length() - IN_A_FILE.length()) : name + IN_A_FILE;
        return isSet(variables, name) || isSet(variables, other);
    }

    private static boolean isSet(Map<String, String> where, String name) {
        return !where.getOrDefault(name, "").isBlank();
    }

    /** Where a setting comes from, in words; nothing where it is not set. */
    public Optional<String> origin(String name) {
        return origin(variables, "variable", name).or(() -> origin(inFile, file, name));
    }

    private static Optional<String> origin(Map<String, String> where, String words, String name) {
        if (isSet(where, name)) {
            return Optional.of(words);
        }
        String holder = name + IN_A_FILE;
        return isSet(where, holder) ? Optional.of(words + ", the file " + where.get(holder)) : Optional.empty();
    }

    /** What is wrong with the file itself. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Names that are no setting's, each with the one that was probably meant. */
    public List<String> strangers() {
        Stream<String> ours = variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !isOfKubernetes(name, variables.getOrDefault(name, "")));
        return Stream.concat(ours.sorted(), inFile.keySet().stream().sorted())
                .filter(name -> !Manual.current().knows(name))
                .filter(name -> !OF_SCRIPTS.matcher(name).matches())
                .map(Given::stranger)
                .distinct()
                .toList();
    }

    private static boolean isOfKubernetes(String name, String value) {
        return OF_KUBERNETES.matcher(name).matches()
                || ADDRESS_OF_KUBERNETES.matcher(value).matches();
    }

    private static String stranger(String name) {
        return name + " is no setting"
                + Manual.current()
                        .nearest(name)
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse("");
    }
}
