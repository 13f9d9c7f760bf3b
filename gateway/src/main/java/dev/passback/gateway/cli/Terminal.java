package dev.passback.gateway.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** How commands speak and read: the answer on standard output, secrets from files or standard input. */
final class Terminal {

    private Terminal() {}

    /** With {@code --json} one object on standard output, else the sentence. */
    static void print(boolean json, JsonObject object, String sentence) {
        PrintStream out = System.out;
        out.println(json ? object.encode() : sentence);
        out.flush();
    }

    /** An object for people: a line for each field. */
    static String lines(JsonObject object) {
        int widest = object.fieldNames().stream().mapToInt(String::length).max().orElse(0);
        return object.stream()
                .map(field -> field.getKey().replace('_', ' ')
                        + " ".repeat(widest + 2 - field.getKey().length())
                        + (field.getValue() == null ? "-" : field.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** The content of a file, of standard input for {@code -}, without the line's end. */
    static String read(String file, String what) {
        try {
            String content = file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            if (content.isBlank()) {
                throw new CommandFailure("the " + what + " in " + file + " is empty");
            }
            return content.strip();
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable instanceof CommandFailure known) {
                throw known;
            }
            throw new CommandFailure("the " + what + " cannot be read from " + file);
        }
    }
}
