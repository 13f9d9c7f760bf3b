package dev.passback.core.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads headers {@code Forwarded} (RFC 7239), to the letter: a header that breaks its grammar says nothing. Used once. */
final class ForwardedReader {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private static final class MalformedException extends Exception {
        MalformedException() {
            super("", null, false, false);
        }
    }

    private final String text;
    private int at;

    private ForwardedReader(String text) {
        this.text = text;
    }

    /** The hops, the nearest proxy's last; nothing if the text is malformed. */
    static Optional<List<Hop>> read(String text) {
        try {
            return Optional.of(new ForwardedReader(text).hops());
        } catch (MalformedException malformed) {
            return Optional.empty();
        }
    }

    private List<Hop> hops() throws MalformedException {
        List<Hop> hops = new ArrayList<>();
        while (true) {
            blanks();
            // empty elements of a list are allowed and mean nothing
            if (at < text.length() && text.charAt(at) != ',') {
                hops.add(hop());
                blanks();
            }
            if (at == text.length()) {
                return hops;
            }
            expect(',');
        }
    }

    private Hop hop() throws MalformedException {
        Map<String, String> pairs = new TreeMap<>();
        while (true) {
            if (at < text.length() && isToken(text.charAt(at))) {
                String name = token().toLowerCase(Locale.ROOT);
                expect('=');
                // a parameter must not occur twice
                if (pairs.put(name, value()) != null) {
                    throw new MalformedException();
                }
            }
            if (at == text.length() || text.charAt(at) != ';') {
                break;
            }
            at++;
        }
        return new Hop(
                Optional.ofNullable(pairs.get("for")).flatMap(Hop::address),
                Optional.ofNullable(pairs.get("proto")).flatMap(Hop::https),
                Optional.ofNullable(pairs.get("host")).flatMap(Hop::host));
    }

    private String value() throws MalformedException {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : token();
    }

    private String token() throws MalformedException {
        int from = at;
        while (at < text.length() && isToken(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw new MalformedException();
        }
        return text.substring(from, at);
    }

    private String quoted() throws MalformedException {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at == text.length() || Character.isISOControl(text.charAt(at))) {
                throw new MalformedException();
            }
            value.append(text.charAt(at++));
        }
        expect('"');
        return value.toString();
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private void expect(char wanted) throws MalformedException {
        if (at == text.length() || text.charAt(at) != wanted) {
            throw new MalformedException();
        }
        at++;
    }

    private static boolean isToken(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
