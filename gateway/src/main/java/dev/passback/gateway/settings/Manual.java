package dev.passback.gateway.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The annotated file, {@code passback.conf} in the resources: the one list of all settings. */
public final class Manual {

    private static final Manual THIS = new Manual(read());

    // as in "#PASSBACK_API_PORT=8080", behind its description
    private static final String LISTED = "#(PASSBACK_[A-Z_]+)=(.*)";
    // a name that is further from all others is no slip of the pen
    private static final int FARTHEST = 5;

    private final String text;
    private final Map<String, Setting> settings;

    private Manual(String text) {
        this.text = text;
        this.settings = Collections.unmodifiableMap(settings(text));
    }

    public static Manual current() {
        return THIS;
    }

    private static String read() {
        try (InputStream file = Manual.class.getResourceAsStream("/passback.conf")) {
            return new String(Objects.requireNonNull(file, "passback.conf").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Setting> settings(String text) {
        Pattern listed = Pattern.compile(LISTED);
        Map<String, Setting> found = new LinkedHashMap<>();
        List<String> description = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher setting = listed.matcher(line);
            if (setting.matches()) {
                boolean secret = String.join(" ", description).contains("[secret]");
                found.put(setting.group(1), new Setting(setting.group(1), setting.group(2), secret));
            } else if (line.isEmpty()) {
                description.clear();
            } else {
                description.add(line);
            }
        }
        return found;
    }

    /** The file as it is. */
    public String text() {
        return text;
    }

    /** All settings, in the file's order. */
    public Collection<Setting> settings() {
        return settings.values();
    }

    /** Whether this is a setting, or the file that holds one. */
    boolean knows(String name) {
        return settings.containsKey(name) || settings.containsKey(name.replaceFirst("_FILE$", ""));
    }

    /** The setting that was meant, if one has a name like that. */
    Optional<String> nearest(String name) {
        LevenshteinDistance distance = new LevenshteinDistance(FARTHEST);
        String nearest = null;
        int least = FARTHEST + 1;
        for (String known : settings.keySet()) {
            int away = distance.apply(name, known);
            if (away >= 0 && away < least) {
                nearest = known;
                least = away;
            }
        }
        return Optional.ofNullable(nearest);
    }
}
