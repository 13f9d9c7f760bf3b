package dev.passback.gateway;

import dev.passback.core.credential.KeyPair;
import dev.passback.gateway.settings.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The settings of a node that starts. */
final class GoodSettings {

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();

    private GoodSettings(Path folder) {
        this.folder = folder;
    }

    /** With keys of their own in this folder. */
    static GoodSettings in(Path folder) throws IOException {
        KeyPair pair = KeyPair.generate();
        GoodSettings settings = new GoodSettings(folder);
        settings.put("PASSBACK_DATABASE_URL", "postgresql://passback:s3cret@db.example:5433/passback");
        settings.putFile("PASSBACK_SEALING_KEYS_FILE", "sealing", pair.sealing());
        settings.putFile("PASSBACK_OPENING_KEYS_FILE", "opening", pair.opening().reveal());
        return settings;
    }

    void put(String name, String value) {
        variables.put(name, value);
    }

    /** Sets the path of a new file with this text. */
    void putFile(String name, String file, String text) throws IOException {
        put(name, Files.writeString(folder.resolve(file), text).toString());
    }

    String get(String name) {
        return Objects.requireNonNull(variables.get(name));
    }

    String remove(String name) {
        return Objects.requireNonNull(variables.remove(name));
    }

    String[] names() {
        return variables.keySet().toArray(String[]::new);
    }

    Config read() {
        return Config.read(Given.of(variables));
    }
}
