package dev.passback.core.origin;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a proxy says of whom it was asked by.
 *
 * @param from nothing where the proxy does not know it or does not tell
 * @param https whether it was asked by https
 * @param host which host it was asked for
 */
record Hop(Optional<IpAddress> from, Optional<Boolean> https, Optional<String> host) {

    /** A proxy was there, and nothing is known of what it says. */
    static final Hop UNKNOWN = new Hop(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}|_[A-Za-z0-9._-]+");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:[0-9]{1,5})?");

    /** An address as proxies write it: with or without a port, one of version 6 in brackets or not. */
    static Optional<IpAddress> address(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end > 0 && isPort(text.substring(end + 1)) ? six(text.substring(1, end)) : Optional.empty();
        }
        int colon = text.indexOf(':');
        // one colon alone stands before a port
        return colon > 0 && colon == text.lastIndexOf(':')
                ? isPort(text.substring(colon)) ? IpAddress.parse(text.substring(0, colon)) : Optional.empty()
                : IpAddress.parse(text);
    }

    private static Optional<IpAddress> six(String text) {
        return text.indexOf(':') < 0 ? Optional.empty() : IpAddress.parse(text);
    }

    private static boolean isPort(String text) {
        return text.isEmpty()
                || (text.charAt(0) == ':' && PORT.matcher(text.substring(1)).matches());
    }

    static Optional<Boolean> https(String scheme) {
        if (scheme.equalsIgnoreCase("https")) {
            return Optional.of(true);
        }
        return scheme.equalsIgnoreCase("http") ? Optional.of(false) : Optional.empty();
    }

    static Optional<String> host(String text) {
        return HOST.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
