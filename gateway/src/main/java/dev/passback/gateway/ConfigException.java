package dev.passback.gateway;

import java.util.List;

/** Settings that are missing or wrong, all of them. */
public final class ConfigException extends RuntimeException {
    ConfigException(List<String> wrong) {
        super(
                wrong.size() == 1
                        ? "A setting is wrong: " + wrong.getFirst()
                        : wrong.size() + " settings are wrong:\n  " + String.join("\n  ", wrong));
    }
}
