package dev.passback.gateway.credential;

import dev.passback.core.credential.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the text of a keyset comes from. Reading it blocks.
 *
 * <p>What cannot be read is an {@link IllegalArgumentException} whose message says why, and nothing of the content.
 */
public sealed interface KeysetText {

    /** As it is now. */
    Secret read();

    /** In a file, which may be replaced while the program runs. */
    record InFile(Path file) implements KeysetText {
        @Override
        public Secret read() {
            try {
                return new Secret(Files.readString(file));
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("the file cannot be read");
            }
        }
    }

    /** Given once and for all. */
    record Given(Secret text) implements KeysetText {
        @Override
        public Secret read() {
            return text;
        }
    }

    /** Printed by a command, such as a vault's. */
    record Printed(PrintingCommand command) implements KeysetText {
        @Override
        public Secret read() {
            return command.run();
        }
    }
}
