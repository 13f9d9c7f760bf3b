package dev.passback.core.submission;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies by chance: good ones, and good ones that something happened to. The same seed gives the same bodies. */
final class RandomBodies {

    private static final List<String> TEXTS = List.of(
            "",
            "Score",
            "100%",
            "2:30h",
            "größe",
            "漢字",
            "😀😀",
            "\\\"quoted\\\"",
            "\\\\",
            "\\n\\t\\/",
            "\\u00e9",
            "\\ud83d\\ude00",
            "\u2028",
            "{\\\"a\\\":1}",
            "x".repeat(300));
    private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\r\n\t", "  ");
    private static final List<String> SPLINTERS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "null",
            "true",
            "0",
            "-",
            "1e9",
            "\\u0000",
            "\\ud800",
            "\\udc00",
            "\u0000",
            "\ufeff",
            "😀",
            "{\"key\":",
            "\"label\":\"\",",
            "[[[[[[[[[[[[[[[[",
            "\"url\":\"javascript:a\"",
            "9".repeat(1_001),
            "/*",
            "'",
            "\n");

    private final Random random;

    RandomBodies(long seed) {
        this.random = new Random(seed);
    }

    String good() {
        List<String> members = new ArrayList<>(List.of(
                member("label", string()),
                member(
                        "url",
                        "\"http" + (random.nextBoolean() ? "s" : "") + "://example.com/" + random.nextInt() + "\"")));
        if (random.nextBoolean()) {
            members.add(member("details", details()));
        }
        if (random.nextBoolean()) {
            members.add(member("remote_fields", object(3)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            members.add(member("unknown" + i, value(3)));
        }
        return space() + braces(members) + space();
    }

    /** One to four changes: a byte or a run of bytes is changed, taken out, doubled, cut off or put in. */
    byte[] broken() {
        byte[] body = good().getBytes(StandardCharsets.UTF_8);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            body = change(body);
        }
        return body;
    }

    private byte[] change(byte[] body) {
        int from = random.nextInt(body.length + 1);
        int to = Math.min(body.length, from + 1 + random.nextInt(12));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(body, from, Math.min(body.length, from + 1), new byte[] {(byte) random.nextInt(256)});
            case 1 -> spliced(body, from, to, new byte[0]);
            case 2 -> spliced(body, from, from, Arrays.copyOfRange(body, from, to));
            case 3 -> spliced(body, from, from, any(SPLINTERS).getBytes(StandardCharsets.UTF_8));
            case 4 -> spliced(body, from, to, any(SPLINTERS).getBytes(StandardCharsets.UTF_8));
            default -> random.nextInt(4) == 0 ? Arrays.copyOf(body, from) : body;
        };
    }

    private static byte[] spliced(byte[] body, int from, int to, byte[] piece) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(body, 0, from);
        joined.writeBytes(piece);
        joined.write(body, to, body.length - to);
        return joined.toByteArray();
    }

    private String details() {
        String attributes = IntStream.range(0, random.nextInt(5))
                .mapToObj(
                        i -> braces(new ArrayList<>(List.of(member("key", shortString()), member("value", string())))))
                .collect(Collectors.joining(",", "[", "]"));
        List<String> members = new ArrayList<>(
                List.of(member("custom_field_name_prefix", string()), member("attributes", attributes)));
        if (random.nextBoolean()) {
            members.add(member("unknown", value(2)));
        }
        return braces(members);
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> string();
            case 1 -> Double.toString(random.nextGaussian());
            case 2 -> Integer.toString(random.nextInt());
            case 3 -> any(List.of("null", "true", "false"));
            case 4 -> object(depth - 1);
            default -> "[" + space() + value(depth - 1) + space() + "," + value(depth - 1) + "]";
        };
    }

    private String object(int depth) {
        return braces(IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> member("k" + i, value(depth)))
                .collect(Collectors.toCollection(ArrayList::new)));
    }

    private String braces(List<String> members) {
        Collections.shuffle(members, random);
        return "{" + space() + String.join("," + space(), members) + "}";
    }

    private String member(String key, String value) {
        return "\"" + key + "\"" + space() + ":" + space() + value + space();
    }

    private String string() {
        return "\"" + any(TEXTS) + any(TEXTS) + "\"";
    }

    private String shortString() {
        return "\"" + any(TEXTS.subList(0, TEXTS.size() - 1)) + "\"";
    }

    private String space() {
        return any(SPACES);
    }

    private String any(List<String> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
