package dev.passback.gateway;

import java.util.List;

/** Settings that are missing or wrong, all of them. */
public final class ConfigException extends RuntimeException {

    private final transient List<String> wrong;

    /**
     * All of them at once.
     *
     * @param wrong a sentence for each, which quotes no value
     */
    public ConfigException(List<String> wrong) {
        super(
                wrong.size() == 1
                        ? "A setting is wrong: " + wrong.getFirst()
                        : wrong.size() + " settings are wrong:\n  " + String.join("\n  ", wrong));
        this.wrong = List.copyOf(wrong);
    }

    /** Each by itself. */
    public List<String> wrong() {
        return wrong;
    }
}
