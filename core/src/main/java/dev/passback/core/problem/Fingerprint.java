package dev.passback.core.problem;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What messages of one kind have in common: {@code Custom field "Score" does not exist} and the same with another name are one. What
 * differs from case to case stands in the pattern as a placeholder. Pure, and the same in every version that is not told otherwise
 * by a test: numbers are kept in the database.
 *
 * @param pattern for people; at most {@link #LONGEST} characters
 */
public record Fingerprint(String pattern) {

    /** How long a pattern gets, in characters. */
    public static final int LONGEST = 300;

    // More of a message than this tells nothing new, and costs time while a submission is settled.
    private static final int LONGEST_READ = 2_000;

    private record Rule(Pattern pattern, String placeholder) {}

    // The order matters: what is quoted may be an address, an address may hold an id, an id a number. Every repetition
    // is bounded or
    // of one class of characters, so that no message takes long.
    private static final List<Rule> RULES = List.of(
            rule("\"[^\"]{0,500}\"|“[^”]{0,500}”|„[^“”]{0,500}[“”]|«[^»]{0,500}»|`[^`]{0,500}`", "<quoted>"),
            // an apostrophe within a word is none
            rule("(?<![\\p{L}\\p{N}])['‘][^'‘’]{0,500}['’](?![\\p{L}\\p{N}])", "<quoted>"),
            rule("(?i)\\b(?:https?|ftp)://[^\\s\"'<>]*[^\\s\"'<>.,;:!?)\\]]", "<url>"),
            rule("[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}.-]{1,200}[\\p{L}\\p{N}]", "<email>"),
            rule(
                    "\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\\d{2}:?\\d{2}))?)?\\b",
                    "<date>"),
            rule("\\b\\d{1,2}(?:\\.\\d{1,2}\\.|/\\d{1,2}/)\\d{2,4}\\b", "<date>"),
            rule("\\b\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?\\b", "<time>"),
            rule("(?i)(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])", "<id>"),
            // mixed and long: an opaque one with its dashes
            rule(
                    "(?<![\\w-])(?=[\\w-]{0,99}[A-Z])(?=[\\w-]{0,99}[a-z])(?=(?:[\\w-]{0,99}\\d){2})[\\w-]{16,100}(?![\\w-])",
                    "<id>"),
            rule("(?<![A-Za-z0-9])(?=[A-Za-z]{0,99}\\d)(?=\\d{0,99}[A-Za-z])[A-Za-z0-9]{8,100}(?![A-Za-z0-9])", "<id>"),
            rule("\\d{1,100}(?:[.,]\\d{1,100}){0,9}", "<number>"));

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]+");

    private static Rule rule(String pattern, String placeholder) {
        return new Rule(Pattern.compile(pattern), Matcher.quoteReplacement(placeholder));
    }

    /** The fingerprint of a message; of an empty one too. */
    public static Fingerprint of(String message) {
        String text =
                BLANKS.matcher(first(message, LONGEST_READ)).replaceAll(" ").strip();
        for (Rule rule : RULES) {
            text = rule.pattern.matcher(text).replaceAll(rule.placeholder);
        }
        return new Fingerprint(first(text, LONGEST));
    }

    /** The same number for the same text, large letters or small. */
    long number() {
        return hash(pattern.toLowerCase(Locale.ROOT));
    }

    /** The first characters of a text, none of them half. */
    private static String first(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /** 64 bits of SHA-256 over the parts. */
    static long hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return java.nio.ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
