package dev.passback.gateway.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the build wrote into the program. */
public record Build(String version, String swaggerUi) {

    private static final Build THIS = read();

    public static Build current() {
        return THIS;
    }

    private static Build read() {
        Properties written = new Properties();
        try (InputStream file = Build.class.getResourceAsStream("/build.properties")) {
            if (file != null) {
                written.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Build(written.getProperty("version", "unknown"), written.getProperty("swagger-ui", "unknown"));
    }
}
